import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { waitFor } from './bounded-wait.ts';
import { BenchPage } from './open-bench-page.ts';
import { readPssMb } from './process-memory.ts';
import { measureFlushes, readProcessorSeconds } from './processor-time.ts';
import type { PageContract } from './serve-bench-page.ts';

/** A real device: Electron with a profile of its own, and the page of a bench in place of the app's screens. */
export class BenchApp<C extends PageContract<keyof C>> extends BenchPage<C> {
  readonly #app: ElectronApplication;

  private constructor(app: ElectronApplication, page: Page, contract: C, longestMinutes?: number) {
    super(page, contract, longestMinutes);
    this.#app = app;
  }

  /** Start the app of this bench on an empty folder. */
  static startNew<C extends PageContract<keyof C>>(benchName: string, contract: C): Promise<BenchApp<C>> {
    fs.rmSync(benchFolderOf(benchName), { recursive: true, force: true });
    makeAppFolder(benchName);
    return BenchApp.start(benchName, contract);
  }

  /**
   * Start the app that `makeAppFolder` made.
   * @param profile Name of the profile, which keeps its data between two starts.
   * @param longestMinutes Longest wait for one response of the page; without it that of any bench.
   */
  static async start<C extends PageContract<keyof C>>(
    benchName: string,
    contract: C,
    {
      profile = 'profile',
      longestMinutes,
    }: { readonly profile?: string; readonly longestMinutes?: number } = {},
  ): Promise<BenchApp<C>> {
    const folder = benchFolderOf(benchName);
    const app = await _electron.launch({
      args: [path.join(folder, 'app'), `--user-data-dir=${path.join(folder, profile)}`],
      timeout: 60_000,
    });
    const benchApp = new BenchApp(app, await app.firstWindow(), contract, longestMinutes);
    await benchApp.untilServed();
    return benchApp;
  }

  /**
   * Memory of all processes of the app in megabytes, each shared page counted once (PSS); null where Linux does
   * not tell.
   */
  async memoryMb(): Promise<number | null> {
    return readPssMb(await this.#processes());
  }

  /** Processor time of all processes of the app; null where the system does not tell. */
  async processorSeconds(): Promise<number | null> {
    return readProcessorSeconds(await this.#processes());
  }

  /** Times of a flushed append of a journal's frame on the disk of this profile, in milliseconds. */
  async flushes(): Promise<readonly number[]> {
    return measureFlushes(await this.#app.evaluate(({ app }) => app.getPath('userData')));
  }

  async quit(): Promise<void> {
    await waitFor('end of the app', this.#app.close(), 2);
  }

  /** `kill -9` of the shell and all its processes. */
  async kill(): Promise<void> {
    const ended = once(this.#app.process(), 'exit');
    for (const pid of await this.#processes()) process.kill(pid, 'SIGKILL');
    await waitFor('end of the killed app', ended, 2);
  }

  #processes(): Promise<readonly number[]> {
    return this.#app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  }
}

/** Folder of the app of a bench and its profiles. */
export const benchFolderOf = (benchName: string): string => path.resolve('dist/bench', `${benchName}-data`);

/**
 * Make the app's folder with the page of a bench in place of its screens. The shell, its network, its journal
 * and the store worker are the built ones.
 */
export function makeAppFolder(benchName: string): void {
  const folder = path.join(benchFolderOf(benchName), 'app');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.cpSync(path.resolve('dist/electron'), path.join(folder, 'dist/electron'), { recursive: true });
  fs.cpSync(path.resolve('dist/bench', `${benchName}-page`), path.join(folder, 'dist/field'), {
    recursive: true,
  });
  const { version } = JSON.parse(fs.readFileSync(path.resolve('package.json'), 'utf8')) as {
    version: string;
  };
  const description = { name: 'fieldbook', productName: 'Fieldbook', version, type: 'module' };
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...description, main: 'dist/electron/main.js' }),
  );
}
