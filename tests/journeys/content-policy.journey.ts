import { createReadStream, existsSync, globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { type Browser, chromium, expect, type Locator, type Page, test } from '@playwright/test';

/** As strict as the app's own, without parts that only the app needs (its worker and its wasm). */
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

test('the kit and a state of each view need only their own files: no style element or other origin', async () => {
  const page = await browser.newPage();
  const objections: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') objections.push(message.text());
  });
  page.on('pageerror', (error) => objections.push(error.message));

  // In Arabic, in which pages also load a second font. The kit is loaded once, each story is mounted in it.
  await page.goto(addressOf({ language: 'ar', bare: 'yes' }));
  for (const story of storiesToShow()) await show(page, story, 'ar');
  await openEach(page, 'Over the page');
  await openEach(page, 'Status bar');

  expect(objections).toEqual([]);
});

/** Addresses of all states of the kit, by groups, and of the first state of every other view. */
function storiesToShow(): readonly string[] {
  return globSync('renderer/**/*.stories.tsx').map((file) => {
    const code = readFileSync(file, 'utf8');
    const title = /StoriesAbout = \{ title: '([^']+)'/u.exec(code)?.[1];
    const first = /^export (?:function|const) (?!about\b)(\w+)/mu.exec(code)?.[1];
    if (title === undefined || first === undefined) throw new Error(`${file} has a title and a story`);
    return file.startsWith(path.join('renderer', 'ui')) ? title : `${title}/${first}`;
  });
}

/** Go to a group or a story within the document. */
async function show(page: Page, story: string, language: string): Promise<void> {
  await page.evaluate(
    (address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    },
    addressOf({ story, language, bare: 'yes' }),
  );
  await page.locator(`.gallery-story[aria-label^="${story}"]`).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/**
 * Press every button of a group, one after the other. Anything that opens is closed again, by Escape or, for a notice,
 * by its own button.
 */
async function openEach(page: Page, group: string): Promise<void> {
  await page.goto(addressOf({ story: group, bare: 'yes' }));
  for (const button of await page.locator('.gallery-stage button').all()) {
    await button.click();
    await page.keyboard.press('Escape');
    await page.locator('[role=dialog], [role=alertdialog], [role=menu]').waitFor({ state: 'detached' });
    // A notice in the corner would lie over the next button until its 8 s are over.
    for (const close of await noticesOf(page).all()) await close.click();
  }
}

/** Buttons of notices that the page itself shows, not of those in a story. */
const noticesOf = (page: Page): Locator => page.locator('.gallery-stories ~ .fb-notices button');

function addressOf(choice: { readonly [name: string]: string }): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}/?${new URLSearchParams(choice)}`;
}

function serve(): Promise<Server> {
  const listening = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = path.join(folder, pathname === '/' ? 'index.html' : path.normalize(pathname));
    // Browsers ask for it anyway; the gallery has none.
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
