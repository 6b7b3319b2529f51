import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect } from '@playwright/test';
import { callProbe } from '#tests/support/app/probe-app.ts';
import { askFromOtherPage, blockedActsIn, webPreferencesOf } from '#tests/support/app/shell-probes.ts';
import type { KnockCounter } from '#tests/support/network/knock-counter.ts';
import { type PackagedApp, packagedProgram } from './packaged-app.ts';
import { workerRoads } from './probe-script.ts';

/** Tools of a proof: the packaged app with the probe in its page, and a counter of outgoing connections. */
export interface Scene {
  readonly packaged: PackagedApp;
  readonly counter: KnockCounter;
}

/**
 * One item of Electron's security checklist, by its number there, or of docs/security-requirements.md 6, with its
 * proof.
 */
export interface ChecklistItem {
  readonly item: string;
  readonly proof: (scene: Scene) => Promise<void>;
}

const pageUrl = 'app://fieldbook/index.html';

const stopped = {
  eval: 'EvalError',
  Function: 'EvalError',
  fetch: 'TypeError',
  XMLHttpRequest: 'error',
  WebSocket: 'error',
  EventSource: 'error',
  import: 'TypeError',
};

export const checklist: readonly ChecklistItem[] = [
  {
    item: '1 only secure content is loaded: our own scheme, and no road to any other place',
    proof: async ({ packaged: { page }, counter }) => {
      expect(page.url().startsWith(pageUrl)).toBe(true);
      const roads = (await callProbe(page, 'roads', counter.url)) as Record<string, string>;
      expect(roads).toMatchObject({
        ...stopped,
        image: 'error',
        stylesheet: 'error',
        foreignScript: 'error',
      });
      expect(counter.knocks).toEqual([]);
    },
  },
  {
    item: '1 neither has the worker that holds the store',
    proof: async ({ packaged: { page }, counter }) => {
      const worker = page.workers()[0] ?? (await page.waitForEvent('worker'));
      const roads = (await workerRoads(worker, counter.url)) as Record<string, string>;
      expect(roads).toMatchObject(stopped);
      expect(counter.knocks).toEqual([]);
    },
  },
  {
    item: '1 the counter would have noticed: a session without our rules reaches it',
    proof: async ({ packaged: { app }, counter }) => {
      await app.evaluate(({ session }, url) => {
        void session
          .fromPartition('unguarded')
          .fetch(`${url}/control`)
          .catch(() => undefined);
      }, counter.url);
      await expect.poll(() => counter.knocks).toContain('GET /control HTTP/1.1');
      counter.knocks.length = 0;
    },
  },
  {
    item: '2 nothing of Node is in the page, nor in a window that asks for it',
    proof: async ({ packaged: { app, page } }) => {
      expect(await callProbe(page, 'globals')).toEqual([]);
      await page.evaluate('window.require = () => undefined'); // the probe would have noticed
      expect(await callProbe(page, 'globals')).toEqual(['require']);
      await page.evaluate('delete window.require');
      expect(await nodeInOpenWindow(app)).toBe('undefined');
    },
  },
  {
    item: '3 the page and the preload script are two worlds',
    proof: async ({ packaged }) =>
      expect((await webPreferencesOf(packaged.app))['contextIsolation']).toBe(true),
  },
  {
    item: '4 every page runs in the sandbox of the operating system',
    proof: async ({ packaged }) => {
      expect((await webPreferencesOf(packaged.app))['sandbox']).toBe(true);
      const status = packaged.processStatus('renderer');
      expect(status).toMatch(/^Seccomp:\s+2$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
      expect(status).not.toMatch(/^Uid:\s+0\b/m);
    },
  },
  {
    item: '5 permissions are denied but for those that the app needs',
    proof: async ({ packaged: { page }, counter }) => {
      const roads = (await callProbe(page, 'roads', counter.url)) as Record<string, string>;
      expect(roads).toMatchObject({
        camera: 'NotAllowedError',
        microphone: 'NotAllowedError',
        screen: 'NotAllowedError',
        notification: 'denied',
        position: 'refused',
        clipboardRead: 'NotAllowedError',
        midi: 'SecurityError',
        usb: 'SecurityError',
        serial: 'SecurityError',
      });
      expect(await roadTo(page, 'hid')).toBe('SecurityError');
      expect(await roadTo(page, 'bluetooth')).toMatch(/^(SecurityError|NotFoundError|absent)$/);
    },
  },
  {
    item: '5 the camera, and it alone, is given while a code is scanned',
    proof: async ({ packaged: { page } }) => {
      const given = async (): Promise<readonly unknown[]> => [
        await callProbe(page, 'record', { video: true }),
        await callProbe(page, 'record', { audio: true }),
        await callProbe(page, 'record', { video: true, audio: true }),
      ];
      const denied = 'NotAllowedError';
      expect(await given()).toEqual([denied, denied, denied]);
      expect(await callProbe(page, 'ask', 'camera.scan', true)).toMatchObject({ answer: true });
      expect(await given()).toEqual(['video', denied, denied]);
      expect(await callProbe(page, 'ask', 'camera.scan', false)).toMatchObject({ answer: false });
      expect(await given()).toEqual([denied, denied, denied]);
    },
  },
  {
    item: '5 the devices that stand behind a permission are denied by handlers of their own',
    proof: async ({ packaged: { app } }) => {
      const chosen = await app.evaluate(({ session }) => {
        const given: Record<string, unknown> = {};
        for (const event of ['select-hid-device', 'select-usb-device', 'select-serial-port'] as const) {
          const answer = (device: unknown) => (given[event] = device ?? 'none');
          const details = event === 'select-serial-port' ? [[{ portId: 'p' }], {}] : [{ deviceList: [{}] }];
          session.defaultSession.emit(
            event,
            { preventDefault: () => (given[`${event} ours`] = true) },
            ...details,
            answer,
          );
        }
        return given;
      });
      expect(chosen).toEqual({
        'select-hid-device': 'none',
        'select-hid-device ours': true,
        'select-usb-device': 'none',
        'select-usb-device ours': true,
        'select-serial-port': '',
        'select-serial-port ours': true,
      });
    },
  },
  {
    item: '6 8 9 10 11 the switches of the window that open it are off',
    proof: async ({ packaged }) => {
      const preferences = await webPreferencesOf(packaged.app);
      expect(preferences).toMatchObject({
        webSecurity: true,
        webviewTag: false,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
      });
      for (const name of [
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'enableBlinkFeatures',
        'navigateOnDragDrop',
        'nodeIntegrationInWorker',
        'enableRemoteModule',
        'spellcheck',
        'plugins',
      ])
        expect([name, preferences[name] || false]).toEqual([name, false]);
    },
  },
  {
    item: '7 a policy allows nothing but the app’s own files, and no eval',
    proof: async ({ packaged: { page } }) => {
      const headers = await page.evaluate(async () => {
        const response = await fetch('./index.html');
        return Object.fromEntries(response.headers);
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      for (const wide of ["'unsafe-inline'", "'unsafe-eval'", '*', 'http:', 'https:', 'filesystem:'])
        expect(policy.split(/[ ;]+/)).not.toContain(wide);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    },
  },
  {
    item: '12 13 navigation (a dropped file is one), redirects, webviews, new windows and downloads are refused',
    proof: async ({ packaged: { app, page, profile }, counter }) => {
      for (const place of [
        counter.url,
        'file:///etc/hostname',
        'app://fieldbook/problem.html',
        'data:text/html,x',
      ])
        await callProbe(page, 'go', place);
      await callProbe(page, 'download');
      await expect
        .poll(() => blockedActsIn(profile))
        .toEqual(expect.arrayContaining(['navigation', 'download', 'window', 'permission']));
      expect(page.url().startsWith(pageUrl)).toBe(true);
      expect(app.windows()).toHaveLength(1);
      expect(counter.knocks).toEqual([]);
      expect(await webviewIsRefused(app)).toBe(true);
    },
  },
  {
    item: '13 certificates that are not valid get no exception, and none of this laptop is shown to a server',
    proof: async ({ packaged: { app } }) => {
      const answers = await app.evaluate(({ app: electron, BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const said: unknown[] = [];
        const event = { preventDefault: () => said.push('ours') };
        electron.emit('certificate-error', event, contents, 'https://x', 'ERR', {}, (trust: unknown) =>
          said.push(trust),
        );
        electron.emit('select-client-certificate', event, contents, 'https://x', [{}], (one: unknown) =>
          said.push(one ?? 'none'),
        );
        return said;
      });
      expect(answers).toEqual(['ours', false, 'ours', 'none']);
    },
  },
  {
    item: '15 nothing is handed to another program',
    proof: async () => {
      const { text } = archive();
      expect(text).toContain('setWindowOpenHandler'); // we do look into the right place
      for (const road of ['openExternal', 'openPath', 'child_process', 'execFile'])
        expect([road, text.includes(road)]).toEqual([road, false]);
    },
  },
  {
    item: '17 only the page itself gets an answer from the shell, and only to its permitted requests',
    proof: async ({ packaged: { app, page } }) => {
      expect(await callProbe(page, 'ask', 'app.about', null)).toMatchObject({ answer: { isPackaged: true } });
      expect(await callProbe(page, 'ask', 'shell.execute', 'x')).toMatchObject({
        failure: 'unknown channel',
      });
      expect(await callProbe(page, 'ask', 'constructor', null)).toMatchObject({ failure: 'unknown channel' });
      expect(await callProbe(page, 'ask', 'app.about', { path: '/etc/passwd' })).toMatchObject({
        failure: 'malformed ask',
      });
      expect(await askFromOtherPage(app)).toBe('closed unread');
    },
  },
  {
    item: '18 files come from a fixed table: no path of a page reaches the disk',
    proof: async ({ packaged: { page } }) => {
      const roads = [
        '../electron/main.js',
        '%2e%2e/electron/main.js',
        '..%2felectron/main.js',
        '..%5celectron%5cmain.js',
        'assets/../../electron/main.js',
        'index.html/',
        'index.html%00.js',
        '/etc/hostname',
        '//etc/hostname',
        'constructor',
        '__proto__',
        '?file=../electron/main.js/x',
      ];
      const status = await page.evaluate(async (tried) => {
        const found: [string, number | string][] = [];
        for (const road of tried) {
          const response = await fetch(`app://fieldbook/${road}`).catch(() => null);
          found.push([
            road,
            response ? `${response.status} ${response.headers.get('content-type')}` : 'refused',
          ]);
        }
        return found;
      }, roads);
      const served = status.filter(([, outcome]) => String(outcome).startsWith('200'));
      // A question mark is no part of the path, so that one is the page itself, and nothing else.
      expect(served).toEqual([['?file=../electron/main.js/x', '200 text/html; charset=utf-8']]);
      expect(await page.evaluate(async () => (await fetch('app://fieldbook/index.html')).status)).toBe(200);
    },
  },
  {
    item: '19 the fuses of the shipped app are as the design says, and the app is one archive',
    proof: async () => {
      const wire = await getCurrentFuseWire(packagedProgram);
      const fusesOn = Object.values(FuseV1Options)
        .filter((fuse): fuse is FuseV1Options => typeof fuse === 'number')
        .filter((fuse) => wire[fuse] === '1'.charCodeAt(0))
        .map((fuse) => FuseV1Options[fuse]);
      expect(fusesOn).toEqual([
        'EnableCookieEncryption',
        'EnableEmbeddedAsarIntegrityValidation',
        'OnlyLoadAppFromAsar',
      ]);
      const resources = readdirSync(path.join(path.dirname(packagedProgram), 'resources'));
      expect(resources.sort()).toEqual(['app.asar', 'sbom.cdx.json', 'third-party-notices.txt']);
    },
  },
  {
    item: '20 the page sees no part of Electron: the preload exposes nothing',
    proof: async ({ packaged: { page } }) => {
      const own = await page.evaluate(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const clean = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter((name) => !clean.has(name) && !/^\d+$/.test(name));
      });
      // `probe` is this test's own; the others are marks of libraries, which give access to nothing.
      const ours = own.filter((name) => !name.startsWith('__playwright'));
      expect(ours.sort()).toEqual(['__ $YJS$ __', '__zod_globalConfig', '__zod_globalRegistry', 'probe']);
    },
  },
];

const roadTo = (page: PackagedApp['page'], name: 'hid' | 'bluetooth'): Promise<string> =>
  page.evaluate(async (api) => {
    const road = (
      navigator as unknown as Record<string, { requestDevice(filter: object): Promise<unknown> }>
    )[api];
    if (!road) return 'absent';
    try {
      await road.requestDevice({ filters: [], acceptAllDevices: true });
      return 'given';
    } catch (error) {
      return error instanceof Error ? error.name : 'refused';
    }
  }, name);

/** `require` in a window that asks for everything: the app's sandbox is for every process. */
const nodeInOpenWindow = (app: PackagedApp['app']): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const wishes = { sandbox: false, nodeIntegration: true, contextIsolation: false, partition: 'unguarded' };
    const window = new BrowserWindow({ show: false, webPreferences: wishes });
    await window.loadURL('about:blank');
    const found: unknown = await window.webContents.executeJavaScript('typeof require');
    window.destroy();
    return found;
  });

const webviewIsRefused = (app: PackagedApp['app']): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => {
    let isRefused = false;
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.emit('will-attach-webview', { preventDefault: () => (isRefused = true) }, {}, {});
    return isRefused;
  });

/** The shell's program as it is in the shipped archive. */
const archive = (): { readonly text: string } => ({
  text: readFileSync(path.join(path.dirname(packagedProgram), 'resources/app.asar'), 'latin1'),
});
