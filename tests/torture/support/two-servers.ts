import { type CountingProxy, startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import { type ServerProcess, type ServerStore, startServer } from '#tests/support/server/server-process.ts';

/** One process of the server, behind a network that can be cut. */
export class ServerBehindProxy {
  readonly name: string;
  readonly #store: ServerStore;
  readonly #proxy: CountingProxy;
  #process: ServerProcess;

  private constructor(
    name: string,
    store: ServerStore,
    serverProcess: ServerProcess,
    countingProxy: CountingProxy,
  ) {
    this.name = name;
    this.#store = store;
    this.#process = serverProcess;
    this.#proxy = countingProxy;
  }

  static async start(name: string, store: ServerStore): Promise<ServerBehindProxy> {
    const serverProcess = await startServer(store);
    return new ServerBehindProxy(name, store, serverProcess, await startCountingProxy(serverProcess.url));
  }

  /** Address for its clients. */
  get url(): string {
    return this.#proxy.url;
  }

  /** Its process ends by this signal, and a supervisor starts another. */
  async startAgain(how: 'kill' | 'stop'): Promise<void> {
    const { port } = this.#process;
    await this.#process[how]();
    this.#process = await startServer(this.#store, port);
  }

  /** It stops for a while, with its connections and the locks of its transactions. */
  async sleep(whileAsleep: () => Promise<void>): Promise<void> {
    this.#process.pause();
    try {
      await whileAsleep();
    } finally {
      this.#process.goOn();
    }
  }

  /** The network to it breaks after so many further bytes; resolves then. */
  async cutAfter(bytes: number): Promise<void> {
    await this.#proxy.cutAfter(bytes);
  }

  restoreNetwork(): void {
    this.#proxy.restore();
  }

  async stop(): Promise<void> {
    await this.#proxy.close();
    await this.#process.stop();
  }
}
