import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { BenchPage } from '../page/bench-page.ts';
import { waitFor } from './bounded-wait.ts';
import { measureFlushes, readProcessorSeconds } from './processor-time.ts';

/**
 * Make the app's folder with the page of the measurements in place of its screens. The shell, its network,
 * its journal and the store worker are the built ones.
 */
export function makeAppFolder(folder: string, page = 'sync-page'): void {
  fs.cpSync(path.resolve('dist/electron'), path.join(folder, 'dist/electron'), { recursive: true });
  fs.cpSync(path.resolve('dist/bench', page), path.join(folder, 'dist/field'), { recursive: true });
  const { version } = JSON.parse(fs.readFileSync(path.resolve('package.json'), 'utf8')) as {
    version: string;
  };
  const description = { name: 'fieldbook', productName: 'Fieldbook', version, type: 'module' };
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...description, main: 'dist/electron/main.js' }),
  );
}

type PageCallArguments<M extends keyof BenchPage> = Parameters<BenchPage[M]>;
type PageCallResult<M extends keyof BenchPage> = Awaited<ReturnType<BenchPage[M]>>;

/** A real device: Electron with a profile of its own. */
export class BenchLaptop {
  readonly #app: ElectronApplication;
  readonly #page: Page;
  readonly #longestMinutes: number;

  private constructor(app: ElectronApplication, page: Page, scale: number) {
    this.#app = app;
    this.#page = page;
    this.#longestMinutes = 4 + 41 * scale;
  }

  static async start(appFolder: string, profile: string, scale: number): Promise<BenchLaptop> {
    const app = await _electron.launch({ args: [appFolder, `--user-data-dir=${profile}`], timeout: 60_000 });
    const page = await app.firstWindow();
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
    });
    await waitFor(
      'page of the measurement on the laptop',
      page.waitForFunction(() => window.bench !== undefined),
      2,
    );
    const laptop = new BenchLaptop(app, page, scale);
    await laptop.ask('begin', scale);
    return laptop;
  }

  ask<M extends keyof BenchPage>(method: M, ...given: PageCallArguments<M>): Promise<PageCallResult<M>> {
    const answer = this.#page.evaluate(
      ([name, values]) => {
        const called = window.bench?.[name as keyof BenchPage] as
          | ((...all: unknown[]) => unknown)
          | undefined;
        return called?.(...(values as unknown[]));
      },
      [method, given] as const,
    ) as Promise<PageCallResult<M>>; // the type of the page's own interface
    return waitFor(`answer of the laptop to "${method}"`, answer, this.#longestMinutes);
  }

  /** Of all processes of the app. */
  async processorSeconds(): Promise<number | null> {
    return readProcessorSeconds(await this.#processes());
  }

  /** Times of a flushed append of a journal's frame on the disk of this profile, in milliseconds. */
  async flushes(): Promise<readonly number[]> {
    return measureFlushes(await this.#app.evaluate(({ app }) => app.getPath('userData')));
  }

  async quit(): Promise<void> {
    await waitFor('end of the laptop', this.#app.close(), 2);
  }

  /** `kill -9` of the shell and all its processes. */
  async kill(): Promise<void> {
    const shell = this.#app.process();
    const ended = once(shell, 'exit');
    for (const pid of await this.#processes()) process.kill(pid, 'SIGKILL');
    await waitFor('end of the killed laptop', ended, 2);
  }

  #processes(): Promise<readonly number[]> {
    return this.#app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  }
}
