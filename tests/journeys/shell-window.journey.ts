import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { expect, test } from '@playwright/test';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId } from '#domain/ids.ts';
import {
  callProbe,
  makeProbeFolder,
  type ProbeApp,
  probeArgs,
  startProbe,
} from '#tests/support/app/probe-app.ts';
import { aLog, anOp } from '#tests/support/builders/ops.ts';
import { aPack } from '#tests/support/builders/packs.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let args: string[] = [];
let running: ProbeApp | null = null;

test.beforeEach(async () => {
  temporary = await temporaryFolder();
  args = probeArgs(makeProbeFolder(temporary.folder), `${temporary.folder}/profile`);
});
test.afterEach(async () => {
  await quit();
  await temporary.remove();
});

async function start(...more: readonly string[]): Promise<ProbeApp> {
  running = await startProbe([...args, ...more]);
  return running;
}

async function quit(): Promise<void> {
  await running?.app.close();
  running = null;
}

const bounds = { x: 90, y: 70, width: 830, height: 610 };

test('[shell] the window comes back where it was, and its title holds no content', async () => {
  const { app, page } = await start();
  await app.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  expect(await page.title()).toContain('Content');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
    'Fieldbook',
  );
  await quit();
  const again = await start();
  expect(
    await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()),
  ).toEqual(bounds);
});

test('[D1] a closing window waits until typed input is saved', async () => {
  const { page } = await start();
  expect(await callProbe(page, 'kept')).toBeUndefined();
  await quit();
  const again = await start();
  expect(await callProbe(again.page, 'kept')).toBe('saved while closing');
});

test('[shell] a second start brings the window of the first to the front and ends', async () => {
  const { app } = await start();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const executable = await app.evaluate(() => process.execPath);
  const second = spawn(executable, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...args], {
    stdio: 'ignore',
  });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
    )
    .toEqual([true]);
});

test('[shell] a crashed page reloads once; another crash soon after is reported and offers a restart', async () => {
  const { app } = await start();
  expect(await crash(app)).toEqual(['app://fieldbook/index.html', 'Probe']);
  expect(await crash(app)).toEqual(['app://fieldbook/problem.html', 'Fieldbook has stopped']);
  expect(await startAgain(app)).toEqual(['app://fieldbook/index.html', 'Probe']);
});

test('[shell] a bug ends the shell with its exit code; the log omits the error message', async () => {
  const { app } = await start();
  const ended = once(app.process(), 'exit');
  await app.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('Anna said no');
      }),
  );
  expect(await ended).toEqual([70, null]);
  running = null;
  const log = fs.readFileSync(`${temporary.folder}/profile/logs/fieldbook.log`, 'utf8');
  expect(log).toContain('"code":"bug","name":"Error"');
  expect(log).not.toContain('Anna');
});

test('[vault] the device signs in a page and a worker, with the same identity after restart', async () => {
  const { page } = await start();
  const inPage = await callProbe(page, 'ask', 'device.identity', null);
  const identity = (inPage as { answer: { device: string; publicKey: string } }).answer;
  const { payload } = aPack(aLog, [anOp({ dot: dotOf(DeviceId.parse(identity.device), 1) })]);
  const ask = { id: 7, channel: 'device.sign', ask: { payload } };
  const signed = (await callProbe(page, 'askInWorker', ask)) as { answer: { sig: string } };
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: identity.publicKey };
  const key = crypto.createPublicKey({ key: jwk, format: 'jwk' });
  expect(crypto.verify(null, Buffer.from(payload), key, Buffer.from(signed.answer.sig, 'base64url'))).toBe(
    true,
  );
  await quit();
  const again = await start();
  expect(await callProbe(again.page, 'ask', 'device.identity', null)).toMatchObject({ answer: identity });
});

test('[shell] the command line hands over a code, the language, and the menu reaches the page', async () => {
  const { app, page } = await start(
    '--enrol-url=http://127.0.0.1:1',
    '--enrol-code=ABCD-EFGH-JKLM',
    '--lang=fr',
  );
  expect(await callProbe(page, 'ask', 'device.offer', null)).toMatchObject({
    answer: { url: 'http://127.0.0.1:1', code: 'ABCD-EFGH-JKLM' },
  });
  expect(await page.evaluate(() => navigator.language)).toBe('fr');
  expect(await menuLabels(app)).toContain('Affichage');
  await callProbe(page, 'ask', 'menu.language', 'ar');
  expect(await menuLabels(app)).toContain('عرض');

  await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'الإعدادات')?.click();
  });
  const chosen = { event: 'menu.chosen', news: { command: 'settings' } };
  await expect.poll(() => callProbe(page, 'events')).toContainEqual(chosen);
});

const menuLabels = (app: ProbeApp['app']): Promise<readonly string[]> =>
  app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);

// Playwright gives a page up once it has crashed; the shell does not. Both return the text shown afterwards.
const crash = (app: ProbeApp['app']): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    const loaded = new Promise<void>((done) => window.webContents.once('did-finish-load', () => done()));
    window.webContents.forcefullyCrashRenderer();
    await loaded;
    const heading: unknown = await window.webContents.executeJavaScript(
      'document.querySelector("h1").textContent',
    );
    return [window.webContents.getURL(), heading];
  });

const startAgain = (app: ProbeApp['app']): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('no window');
    const loaded = new Promise<void>((done) => window.webContents.once('did-finish-load', () => done()));
    await window.webContents.executeJavaScript('document.querySelector("a").click()');
    await loaded;
    const heading: unknown = await window.webContents.executeJavaScript(
      'document.querySelector("h1").textContent',
    );
    return [window.webContents.getURL(), heading];
  });
