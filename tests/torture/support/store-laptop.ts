import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { engineFlag } from '#build/test/chromium-engine.mjs';
import type { LogId } from '#domain/ids.ts';
import type { DatabaseEngine } from '#electron/database-engine.ts';
import type { HostAsk, HostChannel } from '#renderer/host/host-contract.ts';
import type { QueryName, RegisterWrite, StoreQueries, WriteResult } from '#renderer/store/api/store-api.ts';
import { deletePlainRows, writePlainDatabase } from '#tests/support/app/plain-database.ts';
import { isRunning } from '#tests/support/app/processes.ts';
import type { FakeHost } from '#tests/support/laptop/fake-host.ts';
import type {} from '../store-page/store-page.ts';

const longestAnswerMs = 120_000;

/** A server of the page, at one address for as long as the test runs: databases belong to an address. */
export interface StoreSite {
  readonly url: string;
  close(): void;
}

/** Serve the page with the real store. It is built before the workers that share it, by `npm run build store-page`. */
export async function serveStorePage(): Promise<StoreSite> {
  const root = path.resolve('dist', 'store-page');
  if (!fs.existsSync(root)) throw new Error('The page is missing: npm run build -- store-page');
  const server = http.createServer(({ url = '/' }, response) => {
    const file = path.join(root, path.normalize(url === '/' ? 'index.html' : url));
    const type = typesByExtension[path.extname(file)];
    if (type === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': type }).end(fs.readFileSync(file));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no address');
  return { url: `http://localhost:${address.port}/`, close: () => void server.close() };
}

const typesByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

export interface StoreLaptopStart {
  readonly engine: DatabaseEngine;
  readonly profile: string;
  readonly site: StoreSite;
  /** The shell, which outlives the page as a real one's files do. */
  readonly host: FakeHost;
}

type Asked = { readonly channel: HostChannel; readonly ask: HostAsk<HostChannel> };

/** The real store in Chromium on a profile of its own, with one of the two engines under IndexedDB. */
export class StoreLaptop {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #profile: string;

  private constructor(context: BrowserContext, page: Page, profile: string) {
    this.#context = context;
    this.#page = page;
    this.#profile = profile;
  }

  static async start({ engine, profile, site, host }: StoreLaptopStart): Promise<StoreLaptop> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', engineFlag(engine)],
    });
    const [page = await context.newPage()] = context.pages();
    page.setDefaultTimeout(longestAnswerMs);
    host.runOn(engine);
    const files = await context.newCDPSession(page);
    const { origin } = new URL(site.url);
    // The fake shell parses a request by the schema of its channel.
    const ask = async ({ channel, ask: question }: Asked): Promise<unknown> => {
      if (channel === 'database.discard')
        await files.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      return host.ask(channel, question);
    };
    await page.exposeFunction('askShell', ask);
    await page.goto(site.url);
    await page.waitForFunction(() => window.storePage !== undefined);
    return new StoreLaptop(context, page, profile);
  }

  async write(logId: LogId, registerWrites: readonly RegisterWrite[]): Promise<WriteResult> {
    const writeResult = await this.#page.evaluate(([to, list]) => window.storePage?.write(to, list), [
      logId,
      JSON.stringify(registerWrites),
    ] as const);
    if (writeResult === undefined) throw new Error('The page is gone');
    return writeResult;
  }

  async syncNow(): Promise<void> {
    await this.#page.evaluate(() => window.storePage?.syncNow());
  }

  async dismissRestored(): Promise<void> {
    await this.#page.evaluate(() => window.storePage?.dismissRestored());
  }

  /** The first answer to a question. Throws when the store has stopped. */
  async query<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
  ): Promise<StoreQueries[Q]['result']> {
    const answered = this.#page.evaluate(
      ([name, about]) => window.storePage?.query(name as QueryName, about as never), // of that very question
      [query, ask] as const,
    );
    return (await answered) as StoreQueries[Q]['result'];
  }

  /** Write long rows in a plain database beside the store's, and delete some of them again. */
  async writePlainly({ kept, deleted }: { readonly kept: string; readonly deleted: string }): Promise<void> {
    const rows = [{ narrow: kept, wide: '' }, ...longRows(deleted)];
    await writePlainDatabase(this.#page, rows, 1);
    await deletePlainRows(this.#page, 1, rows.length - 1);
  }

  /** Write this number of megabytes into a plain database beside the store's. */
  fill(megabytes: number): Promise<void> {
    return writePlainDatabase(this.#page, [], megabytes);
  }

  failure(): Promise<string | null | undefined> {
    return this.#page.evaluate(() => window.storePage?.failure());
  }

  /** Close Chromium as a person does. */
  async quit(): Promise<void> {
    await this.#context.close();
  }

  /** `kill -9` of Chromium and all its processes. */
  async kill(): Promise<void> {
    const processes = processesOn(this.#profile);
    for (const pid of processes) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    await this.#context.close().catch(() => undefined);
    while (processes.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Each fills pages of its own, which are free when it is deleted. Random data is not compressed. */
const longRows = (text: string) =>
  Array.from({ length: 8 }, () => ({ narrow: `${randomBytes(4_500).toString('hex')}${text}`, wide: '' }));

/** Chromium on this profile, and every process that it started. */
function processesOn(profile: string): readonly number[] {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const roots = all.filter((pid) => commandLineOf(pid).includes(`--user-data-dir=${profile}`));
  return withChildren(roots);
}

function withChildren(pids: readonly number[]): readonly number[] {
  return pids.flatMap((pid) => {
    const list = `/proc/${pid}/task/${pid}/children`;
    const children = fs.existsSync(list) ? fs.readFileSync(list, 'utf8').trim() : '';
    return [pid, ...withChildren(children === '' ? [] : children.split(' ').map(Number))];
  });
}

/** Empty where the process has ended meanwhile. */
function commandLineOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
