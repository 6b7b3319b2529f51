import { type Browser, chromium, type Page } from '@playwright/test';
import { moveClock } from '#tests/support/clock/moved-clock.cjs';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headquarters' browser, on a page of the console. */
export async function openConsole(
  serverUrl: string,
  trust?: string,
): Promise<{ readonly browser: Browser; readonly page: Page }> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...quiet,
      ...(trust === undefined ? [] : [trust]),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${serverUrl}/console/`);
  return { browser, page };
}

/** A window of a person's own on the console, with the clock of their machine ahead by this much. */
export async function openWindow(browser: Browser, serverUrl: string, aheadMs = 0): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(30_000);
  if (aheadMs > 0) await context.addInitScript(moveClock, aheadMs);
  const page = await context.newPage();
  await page.goto(`${serverUrl}/console/`);
  return page;
}
