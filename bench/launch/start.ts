import { _electron, type Page } from '@playwright/test';

/** A program that was started, and the page in its window. */
export interface Started {
  readonly page: Page;
  /** From the start of the process to the last large thing that was painted since. */
  readonly paintedMs: number;
  /** Of it, to the moment in which the page began to be loaded. */
  readonly pageMs: number;
  end(): Promise<void>;
}

/**
 * Starts a packaged program and waits until its screen stands. When things were painted the page itself noted on the
 * system's clock, so that our looking at it costs the figure nothing.
 */
export async function start(
  program: string,
  profile: string,
  untilScreen: (page: Page) => Promise<void>,
): Promise<Started> {
  const startedMs = Date.now();
  const app = await _electron.launch({ executablePath: program, args: [`--user-data-dir=${profile}`] });
  const page = await app.firstWindow();
  await untilScreen(page);
  return {
    page,
    paintedMs: (await lastPaint(page)) - startedMs,
    pageMs: (await page.evaluate(() => performance.timeOrigin)) - startedMs,
    end: () => app.close(),
  };
}

/** The last entry of the largest contentful paint, as milliseconds since 1970. */
const lastPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          resolve(performance.timeOrigin + (last?.startTime ?? 0));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
