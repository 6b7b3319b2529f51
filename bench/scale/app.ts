import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import fs from 'node:fs';
import type { ScalePage } from '../scale-page/scale-page.ts';

type Ask<M extends keyof ScalePage> = Parameters<ScalePage[M]>;
type Answer<M extends keyof ScalePage> = Awaited<ReturnType<ScalePage[M]>>;

/** The app with the page of this measurement in the place of its screens. */
export class ScaleApp {
  readonly #app: ElectronApplication;
  readonly #page: Page;

  private constructor(app: ElectronApplication, page: Page) {
    this.#app = app;
    this.#page = page;
  }

  static async start(appFolder: string, profile: string): Promise<ScaleApp> {
    const app = await _electron.launch({ args: [appFolder, `--user-data-dir=${profile}`], timeout: 60_000 });
    const page = await app.firstWindow();
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
    });
    await page.waitForFunction(() => window.scale !== undefined);
    return new ScaleApp(app, page);
  }

  ask<M extends keyof ScalePage>(method: M, ...given: Ask<M>): Promise<Answer<M>> {
    return this.#page.evaluate(
      ([name, values]) => {
        const called = window.scale?.[name as keyof ScalePage] as
          | ((...all: unknown[]) => unknown)
          | undefined;
        return called?.(...(values as unknown[]));
      },
      [method, given] as const,
    ) as Promise<Answer<M>>; // what the page's own interface says
  }

  /** What all processes of the app hold, each shared page counted once (PSS); null where Linux does not tell. */
  async memoryMb(): Promise<number | null> {
    const processes = await this.#app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    let kilobytes = 0;
    for (const pid of processes) {
      const file = `/proc/${pid}/smaps_rollup`;
      const pss = fs.existsSync(file) ? /^Pss:\s+(\d+)/m.exec(fs.readFileSync(file, 'utf8')) : null;
      if (pss === null) return null;
      kilobytes += Number(pss[1]);
    }
    return kilobytes / 1_024;
  }

  async quit(): Promise<void> {
    await this.#app.close();
  }
}
