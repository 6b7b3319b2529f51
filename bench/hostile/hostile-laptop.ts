import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { engineFlag } from '#build/test/chromium-engine.mjs';
import type {} from '../hostile-page/hostile-page.ts';

const address = 'http://localhost/';
const folder = path.resolve('dist/bench/hostile-page');

/** A laptop's store in Chromium, on LevelDB as in the app, in which one document has so many registers. */
export class HostileLaptop {
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #processes: CDPSession;

  private constructor(context: BrowserContext, page: Page, processes: CDPSession) {
    this.#context = context;
    this.#page = page;
    this.#processes = processes;
  }

  /** `name`: of the folder of its data, which is emptied first. */
  static async start(name: string, registers: number): Promise<HostileLaptop> {
    const profile = path.resolve('dist/bench/hostile-data', name);
    fs.rmSync(profile, { recursive: true, force: true });
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', engineFlag('leveldb')],
    });
    await context.route(`${address}**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: path.join(folder, pathname === '/' ? 'index.html' : pathname) });
    });
    const processes = await context.browser()?.newBrowserCDPSession();
    if (processes === undefined) throw new Error('Chromium does not tell of its processes');
    const [page = await context.newPage()] = context.pages();
    page.setDefaultTimeout(0);
    await page.goto(address);
    await page.waitForFunction(() => window.hostileBench !== undefined);
    await page.evaluate((count) => window.hostileBench?.open(count), registers);
    return new HostileLaptop(context, page, processes);
  }

  async receive(packs: number): Promise<void> {
    await this.#page.evaluate((count) => window.hostileBench?.receive(count), packs);
  }

  /** Returns the bytes of sealed rows that it wrote. */
  async save(answers: number): Promise<number> {
    return (await this.#page.evaluate((count) => window.hostileBench?.save(count), answers)) ?? 0;
  }

  /** Microseconds of processor that Chromium's processes take for a task. */
  async processorMicros(task: () => Promise<unknown>): Promise<number> {
    const before = await this.#processorSeconds();
    await task();
    return ((await this.#processorSeconds()) - before) * 1_000_000;
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async #processorSeconds(): Promise<number> {
    const { processInfo } = await this.#processes.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }
}
