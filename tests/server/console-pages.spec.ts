import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from './running-server.ts';
import { newFolder } from './stores.ts';

async function setUp() {
  const consoleFolder = newFolder();
  fs.mkdirSync(path.join(consoleFolder, 'assets'));
  fs.writeFileSync(path.join(consoleFolder, 'index.html'), '<!doctype html>the console');
  fs.writeFileSync(path.join(consoleFolder, 'assets', 'index-a1b2.js'), 'export {};');
  const { url } = await startServer({ consoleFolder });
  return (name: string) => fetch(url + name, { redirect: 'manual' });
}

test('the console is one page at every address below /console/, under a strict policy', async () => {
  const ask = await setUp();
  for (const name of [
    '/console/',
    '/console/missions/1',
    '/console/assets/gone.js',
    '/console/..%2f..%2fx',
  ]) {
    const page = await ask(name);
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html>the console']);
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  }
  expect((await ask('/')).headers.get('location')).toBe('/console/');
});

test('built files are kept by browsers', async () => {
  const asset = await (await setUp())('/console/assets/index-a1b2.js');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect(asset.headers.get('content-type')).toContain('javascript');
  expect(await asset.text()).toBe('export {};');
});
