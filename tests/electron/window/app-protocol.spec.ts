import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAppHandler,
  type GeneratedPages,
  listAppFiles,
  pageHeaders,
} from '#electron/window/app-protocol.ts';
import { makeFolder, removeFolder } from '#tests/support/temporary/make-folder.ts';

let root = '';
beforeAll(() => {
  root = makeFolder('files');
  const field = path.join(root, 'field');
  fs.mkdirSync(path.join(field, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(root, 'secret.html'), 'secret');
  fs.writeFileSync(path.join(field, 'index.html'), '<p>page</p>');
  fs.writeFileSync(path.join(field, 'assets', 'app-1.js'), 'export {};');
  fs.writeFileSync(path.join(field, 'assets', 'worker-1_a.js'), 'export {};');
  fs.writeFileSync(path.join(field, 'assets', 'core.exe'), 'no');
  fs.symlinkSync(path.join(root, 'secret.html'), path.join(field, 'link.html'));
});
afterAll(() => removeFolder(root));

const made: GeneratedPages = (filePath) => {
  if (filePath === '/problem.html') return { type: 'text/html; charset=utf-8', text: '<p>stopped</p>' };
  return filePath === '/print/document.html'
    ? { type: 'text/html; charset=utf-8', text: '<p>report</p>' }
    : null;
};

const get = (url: string, method = 'GET'): Promise<Response> =>
  createAppHandler(
    listAppFiles(path.join(root, 'field')),
    made,
  )({
    url,
    method,
  });

describe('[shell] app://', () => {
  test('the table lists the files of known types, and no links', () => {
    expect([...listAppFiles(path.join(root, 'field')).keys()].sort()).toEqual([
      '/assets/app-1.js',
      '/assets/worker-1_a.js',
      '/index.html',
    ]);
    expect(listAppFiles(path.join(root, 'absent')).size).toBe(0);
  });

  test.each([
    ['app://fieldbook/', 'text/html; charset=utf-8', '<p>page</p>'],
    ['app://fieldbook/index.html?x#y', 'text/html; charset=utf-8', '<p>page</p>'],
    ['app://fieldbook/assets/app-1.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['app://fieldbook/problem.html', 'text/html; charset=utf-8', '<p>stopped</p>'],
  ])('%s is served with its type', async (url, type, text) => {
    const response = await get(url);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      type,
      text,
    ]);
  });

  test.each([
    'app://fieldbook/secret.html',
    'app://fieldbook/../secret.html',
    'app://fieldbook/%2e%2e/secret.html',
    'app://fieldbook/..%2fsecret.html',
    'app://fieldbook/assets/..%5c..%5csecret.html',
    'app://fieldbook/link.html',
    'app://fieldbook/assets/core.exe',
    'app://fieldbook/assets',
    'app://fieldbook/constructor',
    'app://elsewhere/index.html',
    'app://fieldbook.elsewhere/index.html',
  ])('%s is not found', async (url) => {
    const response = await get(url);
    expect([response.status, await response.text()]).toEqual([404, 'not found']);
  });

  test('nothing can be written to it', async () => {
    expect((await get('app://fieldbook/index.html', 'POST')).status).toBe(405);
  });

  test('every answer carries the security headers, also for a missing file', async () => {
    for (const url of ['app://fieldbook/', 'app://fieldbook/nothing']) {
      expect(Object.fromEntries((await get(url)).headers)).toMatchObject(pageHeaders);
    }
  });

  test('the policy allows nothing by default, nothing unsafe and no network', () => {
    const policy = pageHeaders['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test('a page may ask the shell for the camera; a print page for no permission', async () => {
    const powers = async (url: string): Promise<readonly string[]> =>
      ((await get(url)).headers.get('permissions-policy') ?? '').split(', ');
    const ofPage = await powers('app://fieldbook/index.html');
    expect(ofPage.filter((power) => !power.endsWith('=()'))).toEqual(['camera=(self)']);
    expect(ofPage).toEqual(expect.arrayContaining(['microphone=()', 'display-capture=()', 'geolocation=()']));
    const ofPrint = await powers('app://fieldbook/print/document.html');
    expect(ofPrint.filter((power) => !power.endsWith('=()'))).toEqual([]);
    expect(ofPrint).toContain('camera=()');
  });

  test('the store’s worker alone may start WebAssembly; text is evaluated nowhere', async () => {
    const worker = (await get('app://fieldbook/assets/worker-1_a.js')).headers.get('content-security-policy');
    expect(worker).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    expect(worker?.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|https?:|\*/);
    const page = (await get('app://fieldbook/assets/app-1.js')).headers.get('content-security-policy');
    expect(page).toBe(pageHeaders['content-security-policy']);
  });
});
