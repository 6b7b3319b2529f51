import type { Laptop } from '#tests/support/app/laptop.ts';
import type { PostgresProcess } from '#tests/support/server/postgres-process.ts';
import { type ServerProcess, type ServerStore, startServer } from '#tests/support/server/server-process.ts';

export const victims = ['renderer', 'shell', 'group', 'server', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** Headquarters on a PostgreSQL with commits that wait for the disk; both can be killed and come back. */
export class Headquarters {
  readonly #postgres: PostgresProcess;
  #server: ServerProcess;

  private constructor(postgresProcess: PostgresProcess, serverProcess: ServerProcess) {
    this.#postgres = postgresProcess;
    this.#server = serverProcess;
  }

  static async start(postgresProcess: PostgresProcess): Promise<Headquarters> {
    return new Headquarters(postgresProcess, await startServer(storeOn(postgresProcess)));
  }

  get url(): string {
    return this.#server.url;
  }

  async killServer(): Promise<void> {
    const { port } = this.#server;
    await this.#server.kill();
    this.#server = await startServer(storeOn(this.#postgres), port);
  }

  /** The server stays and finds its store again. */
  async killPostgres(): Promise<void> {
    await this.#postgres.kill();
    await this.#postgres.restart();
  }

  async signInCode(): Promise<string> {
    return this.#server.signInCode();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#postgres.stop();
  }
}

/** The store of a server on this PostgreSQL. */
export const storeOn = ({ url, sealingFile }: PostgresProcess): ServerStore => ({
  databaseUrl: url,
  sealingFile,
});

/** `kill -9` of the process that draws the page; the shell loads the page again. */
export async function killRenderer({ app, page }: Laptop): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  if (pid === undefined) throw new Error('There is no window');
  const gone = page.waitForEvent('crash');
  process.kill(pid, 'SIGKILL');
  await gone;
}
