import { expect, test, vi } from 'vitest';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { aDoc } from '#tests/support/server/pack-writer.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';
import { byDevice, bySession, namedRoutes } from './call-route.ts';

const canary = 'zanzibar-canary';
const subject = { log: crypto.randomUUID(), doc: aDoc(1), device: '0'.repeat(32) };

test('every route is limited per address, for every sender', async () => {
  const server = await startTestServer({ limits: { ...generousRequestLimits, addressPerMinute: 1 } });
  await fetch(`${server.url}/health`);
  const stranger = new Device(server.url);
  const unlimited: string[] = [];
  const offered = namedRoutes.filter(({ name }) => server.routes.includes(name));
  for (const named of offered) {
    const answers = [
      await byDevice(stranger, named, subject),
      await bySession(server.url, '', named, subject),
    ];
    if (answers.some(({ status }) => status !== 429)) unlimited.push(named.name);
  }
  expect(offered.length).toBeGreaterThan(10);
  expect(unlimited).toEqual([]);
});

test('texts, names and codes of people are in no printed server line, also on failure', async () => {
  const printed: string[] = [];
  for (const channel of ['log', 'error', 'warn', 'info', 'debug'] as const)
    vi.spyOn(console, channel).mockImplementation((...words) => void printed.push(JSON.stringify(words)));
  const server = await startTestServer();
  const log = await server.hq.addLog();
  const device = await server.enrolled('lead', log);
  const value = `${canary} in a title`;
  const pack = device.pack(log, [{ doc: aDoc(1), kind: 'assessment', path: 'title', value }]);
  await device.sync({ [log]: { since: 0 } }, [pack]);
  await device.sync({}, [{ payload: canary, sig: canary }, canary]);
  await device.send('/api/v1/sync', `{"protocol": "${canary}"`);
  await device.send(`/api/v1/documents/${log}/${canary}`);
  await new Device(server.url).enrol(canary);
  const cookie = { cookie: `__Host-fieldbook=${canary}`, origin: server.url };
  await fetch(`${server.url}/api/v1/missions?${canary}`, { headers: cookie });

  // A store that is gone: a database error may quote the row that was to be written.
  await server.hq.store.destroy();
  const failed = await device.sync({}, [
    device.pack(log, [{ doc: aDoc(1), kind: 'assessment', path: 'title', value }]),
  ]);
  vi.restoreAllMocks();
  expect([failed.status, failed.body.code]).toEqual([500, 'internal']);
  expect(printed.join('\n')).not.toContain(canary);
  // The failure is there, under the id that the device got.
  const id = failed.headers.get('x-request-id');
  expect(printed.filter((line) => line.includes(String(id)))).toHaveLength(1);
});

test('every answer to a browser, also a refusal, has the headers that restrict it', async () => {
  const server = await startTestServer();
  for (const path of ['/health', '/api/v1/missions', '/nowhere']) {
    const { headers } = await fetch(server.url + path);
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
  const server = await startTestServer();
  const log = await server.hq.addLog();
  const [device, other] = [await server.enrolled('lead', log), await server.enrolled('lead', log)];
  const write = { doc: aDoc(1), kind: 'assessment', path: 'title', value: 'x' };
  const many = device.pack(
    log,
    Array.from({ length: 2_001 }, () => write),
    { keep: false },
  );
  const large = device.pack(log, [{ ...write, value: 'x'.repeat(257 * 1_024) }], { keep: false });
  const good = other.pack(log, [write]);
  const { body } = await device.sync({}, [many, large, good]);
  expect(body.verdicts.map(({ verdict, code }: Record<string, string>) => [verdict, code])).toEqual([
    ['refused', 'malformed'],
    ['refused', 'too-large'],
    ['accepted', undefined],
  ]);
});
