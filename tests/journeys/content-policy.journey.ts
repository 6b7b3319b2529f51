import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';

/** As strict as the app's own, without what only the app needs (its worker and its wasm). */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
const typeByEnding: { readonly [ending: string]: string } = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** The gallery as `npm run build` made it. */
const folder = path.resolve('dist/gallery');
let server: Server;
let browser: Browser;

test.beforeAll(async () => {
  server = await serve();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
});

test.afterAll(async () => {
  await browser.close();
  server.close();
});

test('nothing in the kit needs more than its own files: no style element, no data: address, no other origin', async () => {
  test.slow(); // every group of the gallery, twice: the more there are, the longer it takes
  const page = await browser.newPage();
  const objections: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') objections.push(message.text());
  });
  page.on('pageerror', (error) => objections.push(error.message));

  for (const group of await groupsOf(page)) {
    for (const language of ['en', 'ar']) {
      await page.goto(addressOf({ story: group, language, bare: 'yes' }));
      await page.locator('.gallery-story').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
    }
  }
  await openEach(page, 'Over the page');
  await openEach(page, 'Status bar');

  expect(objections).toEqual([]);
});

async function groupsOf(page: Page): Promise<readonly string[]> {
  await page.goto(addressOf({}));
  return page.locator('.gallery-nav li').allTextContents();
}

/** Presses every button of a group in turn; whatever opens is closed again by Escape. */
async function openEach(page: Page, group: string): Promise<void> {
  await page.goto(addressOf({ story: group, bare: 'yes' }));
  for (const button of await page.locator('.gallery-stage button').all()) {
    await button.click();
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog], [role=alertdialog], [role=menu]').waitFor({ state: 'detached' });
  }
}

function addressOf(choice: { readonly [name: string]: string }): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}/?${new URLSearchParams(choice)}`;
}

function serve(): Promise<Server> {
  const listening = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = path.join(folder, pathname === '/' ? 'index.html' : path.normalize(pathname));
    // Browsers ask for it by themselves; the gallery has none.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': typeByEnding[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    listening.listen(0, '127.0.0.1', () => resolve(listening));
  });
}
