import { expect, test } from '@playwright/test';
import {
  callProbe,
  makeProbeFolder,
  type ProbeApp,
  probeArgs,
  startProbe,
} from '#tests/support/app/probe-app.ts';
import { askFromOtherPage, blockedActsIn, webPreferencesOf } from '#tests/support/app/shell-probes.ts';
import { countKnocks, type KnockCounter } from '#tests/support/network/knock-counter.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// The shell against a page that tries to get out of it (docs/security-requirements.md 6). The page is shell-probe/; the
// shell is ours.

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let counter: KnockCounter;
let probe: ProbeApp;

test.beforeAll(async () => {
  temporary = await temporaryFolder();
  counter = await countKnocks();
  const args = probeArgs(makeProbeFolder(temporary.folder), `${temporary.folder}/profile`);
  // A camera and a microphone, so that a denial is a denial and not an absence.
  probe = await startProbe([...args, '--use-fake-device-for-media-stream']);
});
test.afterAll(async () => {
  await probe.app.close();
  await counter.close();
  await temporary.remove();
});

const stopped = {
  eval: 'EvalError',
  Function: 'EvalError',
  fetch: 'TypeError',
  XMLHttpRequest: 'error',
  WebSocket: 'error',
  EventSource: 'error',
  import: 'TypeError',
};

test('[security 6] the page finds no way out, and nothing of Node', async () => {
  expect(await callProbe(probe.page, 'globals')).toEqual([]);
  expect(await callProbe(probe.page, 'isolated')).toBe(true);
  expect(await callProbe(probe.page, 'roads', counter.url)).toEqual({
    ...stopped,
    timerText: 'nothing ran',
    inlineScript: 'nothing ran',
    foreignScript: 'error',
    image: 'error',
    stylesheet: 'error',
    beacon: 'queued', // taken, but never sent: see the knocks below
    preconnect: 'done',
    foreignFrame: 'done',
    form: 'done',
    open: 'null',
    openOwn: 'null',
    sharedWorker: 'SecurityError',
    serviceWorker: 'TypeError',
    foreignWorker: 'SecurityError',
    blobWorker: 'SecurityError',
    dataWorker: 'SecurityError',
    file: 'TypeError',
    otherHost: 'TypeError',
    absentFile: '404',
    camera: 'NotAllowedError',
    microphone: 'NotAllowedError',
    screen: 'NotAllowedError',
    notification: 'denied',
    position: 'refused',
    clipboardRead: 'NotAllowedError',
    midi: 'SecurityError',
    usb: 'SecurityError',
    serial: 'SecurityError',
    webrtc: 'gathered', // but nobody was asked
  });
  expect(counter.knocks).toEqual([]);
  expect(probe.app.windows()).toHaveLength(1);
  expect(probe.page.url()).toBe('app://fieldbook/index.html');
});

test('[security 6] neither does a worker', async () => {
  expect(await callProbe(probe.page, 'workerRoads', counter.url)).toEqual(stopped);
  expect(counter.knocks).toEqual([]);
});

test('[security 6] the session itself blocks the network, regardless of the policy of a page', async () => {
  const blocked = await probe.app.evaluate(
    ({ session }, url) =>
      session.defaultSession.fetch(url).then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    counter.url,
  );
  expect(blocked).toBe('net::ERR_BLOCKED_BY_CLIENT');
  expect(counter.knocks).toEqual([]);
});

test('[security 6] only the camera is granted, only while scanning a code, only to the page itself', async () => {
  const record = (wanted: object) => callProbe(probe.page, 'record', wanted);
  const scan = (isScanning: boolean) => callProbe(probe.page, 'ask', 'camera.scan', isScanning);
  const camera = { video: true };
  expect(await record(camera), 'before').toBe('NotAllowedError');

  expect(await scan(true)).toMatchObject({ answer: true });
  expect(await record(camera)).toBe('video');
  expect(await record({ audio: true })).toBe('NotAllowedError');
  expect(await record({ video: true, audio: true })).toBe('NotAllowedError');
  expect(await record({ video: { mandatory: { chromeMediaSource: 'desktop' } } })).not.toContain('video');
  expect(await callProbe(probe.page, 'recordInFrame', camera)).toBe('NotAllowedError');

  expect(await scan(false)).toMatchObject({ answer: false });
  expect(await record(camera), 'after').toBe('NotAllowedError');

  await scan(true);
  await probe.page.reload();
  await probe.page.waitForFunction(() => 'probe' in window);
  expect(await record(camera), 'on the next page').toBe('NotAllowedError');
});

test('[security 6] navigation and downloads are denied', async () => {
  const places = [counter.url, 'file:///etc/hostname', 'app://fieldbook/problem.html', 'data:text/html,x'];
  for (const place of places) await callProbe(probe.page, 'go', place);
  await callProbe(probe.page, 'download');
  await expect
    .poll(() => blockedActsIn(`${temporary.folder}/profile`))
    .toEqual(expect.arrayContaining(['navigation', 'download', 'window', 'permission']));
  expect(probe.page.url()).toBe('app://fieldbook/index.html');
  expect(counter.knocks).toEqual([]);
});

test('[security 6] a page that blanks itself comes back', async () => {
  const blank = probe.page.waitForURL('about:blank');
  await probe.page.evaluate(() => {
    location.href = 'about:blank';
  });
  await blank;
  await probe.page.waitForURL('app://fieldbook/index.html');
  await probe.page.waitForFunction(() => 'probe' in window);
});

test('[security 6] only the page itself gets a port; another page with the same preload does not', async () => {
  expect(await askFromOtherPage(probe.app)).toBe('closed unread');
});

test('[security 6] every switch of the window that opens the machine is off', async () => {
  const preferences = await webPreferencesOf(probe.app);
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
  });
  // These are in the answer only when they are on.
  for (const name of [
    'nodeIntegrationInWorker',
    'navigateOnDragDrop',
    'experimentalFeatures',
    'allowRunningInsecureContent',
  ])
    expect(preferences[name] ?? false).toBe(false);
});

test('the counter would have noticed: a session without our rules reaches it', async () => {
  const reached = once(counter);
  await probe.app.evaluate(({ session }, url) => {
    void session
      .fromPartition('unhardened')
      .fetch(`${url}/control`)
      .catch(() => undefined);
  }, counter.url);
  expect(await reached).toContain('GET /control HTTP/1.1');
});

/** The knocks at the moment when a visitor has sent its request. */
const once = async ({ knocks }: KnockCounter): Promise<readonly string[]> => {
  await expect.poll(() => knocks.length).toBeGreaterThan(1);
  return knocks;
};
