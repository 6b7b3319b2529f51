import { expect, test, vi } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { byDevice, bySession, namedRoutes } from './call-route.ts';

const canary = 'zanzibar-canary';
const subject = { log: crypto.randomUUID(), doc: aDoc(1), device: '0'.repeat(32) };

test('every route is limited per address, for every sender', async () => {
  const testServer = await startTestServer({ limits: { ...generousRequestLimits, addressPerMinute: 1 } });
  await fetch(`${testServer.url}/health`);
  const stranger = new Device(testServer.url);
  const unlimited: string[] = [];
  const offeredRoutes = namedRoutes.filter(({ name }) => testServer.routes.includes(name));
  for (const namedRoute of offeredRoutes) {
    const answers = [
      await byDevice(stranger, namedRoute, subject),
      await bySession(testServer.url, '', namedRoute, subject),
    ];
    if (answers.some(({ status }) => status !== 429)) unlimited.push(namedRoute.name);
  }
  expect(offeredRoutes.length).toBeGreaterThan(10);
  expect(unlimited).toEqual([]);
});

test('texts, names and codes of people are in no printed server line, also on failure', async () => {
  const printed: string[] = [];
  for (const channel of ['log', 'error', 'warn', 'info', 'debug'] as const)
    vi.spyOn(console, channel).mockImplementation((...words) => void printed.push(JSON.stringify(words)));
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const device = await testServer.enrolled('lead', logId);
  const value = `${canary} in a title`;
  const pack = device.pack(logId, [{ doc: aDoc(1), kind: 'assessment', path: 'title', value }]);
  await device.sync({ [logId]: { since: 0 } }, [pack]);
  await device.sync({}, [{ payload: canary, sig: canary }, canary]);
  await device.send('/api/v1/sync', `{"protocol": "${canary}"`);
  await device.send(`/api/v1/documents/${logId}/${canary}`);
  await new Device(testServer.url).enrol(canary);
  const cookie = { cookie: `__Host-fieldbook=${canary}`, origin: testServer.url };
  await fetch(`${testServer.url}/api/v1/missions?${canary}`, { headers: cookie });

  // A store that is gone: a database error may quote the row that was to be written.
  await testServer.hq.store.destroy();
  const failed = await device.sync({}, [
    device.pack(logId, [{ doc: aDoc(1), kind: 'assessment', path: 'title', value }]),
  ]);
  vi.restoreAllMocks();
  expect([failed.status, failed.body.code]).toEqual([500, 'internal']);
  expect(printed.join('\n')).not.toContain(canary);
  // The failure is there, under the id that the device got.
  const id = failed.headers.get('x-request-id');
  expect(printed.filter((line) => line.includes(String(id)))).toHaveLength(1);
});

test('every answer to a browser, also a refusal, has the headers that restrict it', async () => {
  const testServer = await startTestServer();
  for (const path of ['/health', '/api/v1/missions', '/nowhere']) {
    const { headers } = await fetch(testServer.url + path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  }
});

test('a pack of over 2,000 ops or over 256 KiB is refused; the others count', async () => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const [device, otherDevice] = [
    await testServer.enrolled('lead', logId),
    await testServer.enrolled('lead', logId),
  ];
  const write = { doc: aDoc(1), kind: 'assessment', path: 'title', value: 'x' };
  const many = device.pack(
    logId,
    Array.from({ length: 2_001 }, () => write),
    { keep: false },
  );
  const large = device.pack(logId, [{ ...write, value: 'x'.repeat(257 * 1_024) }], { keep: false });
  const good = otherDevice.pack(logId, [write]);
  const { body } = await device.sync({}, [many, large, good]);
  expect(body.verdicts.map(({ verdict, code }: Record<string, string>) => [verdict, code])).toEqual([
    ['refused', 'malformed'],
    ['refused', 'too-large'],
    ['accepted', undefined],
  ]);
});
