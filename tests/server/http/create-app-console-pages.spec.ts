import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { newFolder } from '#tests/support/server/stores.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

async function setUp() {
  const consoleFolder = newFolder();
  fs.mkdirSync(path.join(consoleFolder, 'assets'));
  fs.writeFileSync(path.join(consoleFolder, 'index.html'), '<!doctype html>the console');
  fs.writeFileSync(path.join(consoleFolder, 'assets', 'index-a1b2.js'), 'export {};');
  fs.writeFileSync(path.join(consoleFolder, '..', `${path.basename(consoleFolder)}-secret.txt`), 'secret');
  fs.writeFileSync(path.join(consoleFolder, 'assets', 'index-a1b2.js.map'), '{"sources":["a source"]}');
  fs.symlinkSync('/etc/passwd', path.join(consoleFolder, 'assets', 'link.js'));
  const { url } = await startTestServer({ consoleFolder });
  const ask = (name: string) => fetch(url + name, { redirect: 'manual' });
  return { ask, url, consoleFolder };
}

test('the console is one page at every address below /console/, under a strict policy', async () => {
  const { ask } = await setUp();
  for (const name of [
    '/console/',
    '/console/missions/1',
    '/console/assets/gone.js',
    '/console/assets/index-a1b2.js.map',
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
  const asset = await (await setUp()).ask('/console/assets/index-a1b2.js');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect(asset.headers.get('content-type')).toContain('javascript');
  expect(await asset.text()).toBe('export {};');
});

test('a text of the build is sent compressed, to those who ask for it', async () => {
  const { url, consoleFolder } = await setUp();
  const script = 'export {};';
  const asset = path.join(consoleFolder, 'assets', 'index-a1b2.js');
  fs.writeFileSync(`${asset}.br`, zlib.brotliCompressSync(script));
  // As bytes: a client would decompress it.
  const ask = (accepted: string) => headOf(`${url}/console/assets/index-a1b2.js`, accepted);
  expect(await ask('gzip, br')).toMatchObject({
    'content-encoding': 'br',
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': expect.stringContaining('javascript'),
  });
  expect(await ask('gzip')).not.toHaveProperty('content-encoding');
  expect(await (await fetch(`${url}/console/assets/index-a1b2.js`)).text()).toBe(script);
});

const headOf = (address: string, accepted: string) =>
  new Promise<http.IncomingHttpHeaders>((resolve) => {
    http.get(address, { headers: { 'accept-encoding': accepted } }, (response) => {
      response.resume();
      resolve(response.headers);
    });
  });

/** Each climbs out of the folder, or tries to, to a file that is there and to one that is not. */
const climbs: readonly (readonly [string, (file: string) => string])[] = [
  ['in plain', (file) => `/console/assets/../../../../../..${file}`],
  ['encoded', (file) => `/console/assets/${'..%2f'.repeat(8)}${file.slice(1).replaceAll('/', '%2f')}`],
  ['with encoded dots', (file) => `/console/assets/${'%2e%2e/'.repeat(8)}${file.slice(1)}`],
  [
    'encoded twice',
    (file) => `/console/assets/${'..%252f'.repeat(8)}${file.slice(1).replaceAll('/', '%252f')}`,
  ],
  ['with backslashes', (file) => `/console/assets/${'..\\'.repeat(8)}${file.slice(1).replaceAll('/', '\\')}`],
  ['with encoded backslashes', (file) => `/console/assets/${'..%5c'.repeat(8)}${file.slice(1)}`],
  ['with a null byte', (file) => `/console/assets/${'..%2f'.repeat(8)}${file.slice(1)}%00.js`],
  ['from the root', (file) => `/console//${file}`],
  ['by overlong letters', (file) => `/console/assets/..%c0%af..%c0%af${file}`],
  ['by half an escape', (file) => `/console/assets/..%2${file}`],
  ['beyond the longest name', (file) => `/console/${'a/'.repeat(3_000)}..${file}`],
];

test.each(climbs)(
  '[security 6] climbing out of the console’s folder %s tells nothing',
  async (_how, climb) => {
    const { url, consoleFolder } = await setUp();
    const secret = `${consoleFolder}-secret.txt`;
    // As bytes: a client would tidy up the address.
    const [there, gone] = [await rawGet(url, climb(secret)), await rawGet(url, climb(`${secret}.gone`))];
    expect(there.text).not.toContain('secret');
    expect(there.status).toBeLessThan(500);
    expect(there.cache).not.toContain('immutable');
    expect(there).toEqual(gone);
  },
);

test.each([
  '/console/assets/link.js',
  '/console/assets',
  '/console/assets/',
  '/console/.',
  '/console/index.html/x',
])('[security 6] nothing but the files of the build is served: %s gives the page', async (name) => {
  const page = await rawGet((await setUp()).url, name);
  expect([page.status, page.text, page.cache]).toEqual([200, '<!doctype html>the console', 'no-cache']);
});

test('[security 6] a file removed since the start is refused, and no browser caches the refusal', async () => {
  const { ask, consoleFolder } = await setUp();
  fs.rmSync(path.join(consoleFolder, 'assets', 'index-a1b2.js'));
  const { status, headers } = await ask('/console/assets/index-a1b2.js');
  expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
});

async function rawGet(url: string, address: string) {
  const { host, hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.write(`GET ${address} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  return { status, text: body, cache: /cache-control: (.*)/i.exec(head)?.[1]?.trim() ?? '' };
}
