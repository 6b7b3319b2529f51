import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildServer, command, startProcess } from '#tests/support/server/built-server.ts';
import { newFolder } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';

beforeAll(() => buildServer());

const codePattern = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g;

const signInStatus = async (url: string, code: string | null): Promise<number> =>
  (await new TestBrowser(url).post('/console/sign-in', { code })).status;

test('codes of a start are in a private file, never on standard error, and end with the next start', async () => {
  const data = newFolder();
  const file = path.join(data, 'start-codes.txt');
  const firstServerProcess = await startProcess('--data', data);
  const earlier = firstServerProcess.consoleCode();
  expect(fs.readFileSync(file, 'utf8').match(codePattern)).toHaveLength(3);
  expect((fs.statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(await firstServerProcess.end('SIGTERM')).toBe(0);
  expect(firstServerProcess.errors.join('\n')).toContain(`the codes of this start are in ${file}`);
  expect(firstServerProcess.errors.join('\n').match(codePattern)).toBeNull();

  const second = await startProcess('--data', data);
  expect(await signInStatus(second.url, earlier)).toBe(403);
  expect(await signInStatus(second.url, second.consoleCode())).toBe(200);
});

test('a start after the first administrator came makes no code for the console, and removes the file', async () => {
  const data = newFolder();
  const firstServerProcess = await startProcess('--data', data);
  const earlier = firstServerProcess.consoleCode();
  await command('admin', 'add-person', '--name', 'An administrator', '--role', 'admin', '--data', data);
  await firstServerProcess.end('SIGTERM');
  const second = await startProcess('--data', data);
  expect(second.consoleCode()).toBeNull();
  expect(await signInStatus(second.url, earlier)).toBe(403);
  const { code = '' } = await command('admin', 'console-code', '--first-person', '--data', data);
  expect(await signInStatus(second.url, code)).toBe(200);
});
