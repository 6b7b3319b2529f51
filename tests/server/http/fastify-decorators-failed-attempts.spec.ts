import { expect, test } from 'vitest';
import { TrustedProxies, withDefaultProxyHop } from '#server/cli/serve.ts';
import { generousRequestLimits } from '#server/http/create-app.ts';
import { attemptDelayMs } from '#server/http/fastify-decorators.ts';
import { connectTo, headOf } from '#tests/support/server/raw-request.ts';
import { startTestServer, type TestServer } from '#tests/support/server/test-server.ts';

const publicUrl = 'https://hq.example';

/** A sign-in with a code, as a proxy passes it on. */
function signIn({ url }: TestServer, code: string, ...headers: readonly string[]): Promise<number> {
  const body = JSON.stringify({ code });
  const head = headOf(
    'POST /api/v1/console/sign-in HTTP/1.1',
    'host: upstream',
    `origin: ${publicUrl}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...headers,
  );
  return connectTo(url, head, body).status;
}

async function tries(testServer: TestServer, addresses: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of addresses)
    statuses.push(await signIn(testServer, '0000-0000-0000', `x-forwarded-for: ${address}`));
  return statuses;
}

test.each([
  ['one hop', 1],
  ['a proxy by its subnet', ['127.0.0.0/8']],
] as const)(
  '[security 5] the address that an asker claims in headers counts for nothing: %s trusted',
  async (_who, trustProxy) => {
    const testServer = await startTestServer({ publicUrl, trustProxy });
    const forged = Array.from({ length: 6 }, (_, at) => `192.0.2.${at}, 198.51.100.7`);
    expect(await tries(testServer, forged)).toEqual([403, 403, 403, 403, 403, 429]);
    // Another asker behind the same proxy is not delayed.
    expect(await tries(testServer, ['198.51.100.8'])).toEqual([403]);
  },
);

test('[security 5] all addresses of an IPv6 network count as one', async () => {
  const testServer = await startTestServer({ publicUrl, trustProxy: 1 });
  const sameNetwork = Array.from({ length: 6 }, (_, at) => `2001:db8:1:2:${at}::${at}`);
  expect(await tries(testServer, sameNetwork)).toEqual([403, 403, 403, 403, 403, 429]);
  expect(await tries(testServer, ['2001:db8:1:3::1'])).toEqual([403]);
});

test('[security 5] failures of many addresses slow everybody, and shut nobody out', async () => {
  const limits = { ...generousRequestLimits, freeFailuresPerMinute: 3 };
  const testServer = await startTestServer({ publicUrl, trustProxy: 1, limits });
  await tries(
    testServer,
    Array.from({ length: 9 }, (_, at) => `192.0.2.${at}`),
  );
  const code = await testServer.code('console', await testServer.hq.addPerson('lead'));
  expect(await signIn(testServer, code, 'x-forwarded-for: 198.51.100.7')).toBe(200);
});

test('[security 5] a try waits the longer the more failed, five seconds at most', () => {
  expect([0, 60, 61, 100, 10_000].map((failures) => attemptDelayMs(failures, 60))).toEqual([
    0, 0, 50, 2_000, 5_000,
  ]);
});

test('[security 4] a wrong code costs a write, whether or not its first group lives', async () => {
  const testServer = await startTestServer();
  const code = await testServer.code('console', await testServer.hq.addPerson('lead'));
  const counted = async () => {
    const rows = await testServer.hq.store.selectFrom('codes').select(['selector', 'tries']).execute();
    return new Map(rows.map(({ selector, tries: count }) => [selector, Number(count)]));
  };
  const origin = testServer.url;
  const ask = (wrong: string) =>
    fetch(`${testServer.url}/api/v1/console/sign-in`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code: wrong }),
    });
  const dead = code.startsWith('0000') ? '1111' : '0000';
  await ask(`${code.slice(0, 4)}-0000-0000`);
  await ask(`${dead}-0000-0000`);
  await ask(`${dead}-0000-0000`);
  expect(Object.fromEntries(await counted())).toEqual({ [code.slice(0, 4)]: 1, '': 2 });
  // The counting row is no code.
  expect((await ask('-')).status).toBe(403);
  expect((await ask(code)).status).toBe(200);
});

test.each([
  ['1', 1],
  ['2', 2],
  ['10.0.0.7', ['10.0.0.7']],
  ['10.0.0.0/24, 2001:db8::/32', ['10.0.0.0/24', '2001:db8::/32']],
])('--trust-proxy takes a number of proxies or a list of them: %s', (text, trusted) => {
  expect(TrustedProxies.parse(text)).toEqual(trusted);
});

test.each([
  '',
  '0',
  '99',
  'true',
  'everybody',
  '0.0.0.0/0',
  '::/0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.7,',
  'proxy.example',
])('--trust-proxy believes neither everybody nor nonsense: "%s"', (text) => {
  expect(TrustedProxies.safeParse(text).success).toBe(false);
});

test('--trust-proxy without a value means one proxy, as it did', () => {
  expect(withDefaultProxyHop(['--trust-proxy', '--port', '1'])).toEqual(['--trust-proxy=1', '--port', '1']);
  expect(withDefaultProxyHop(['--trust-proxy'])).toEqual(['--trust-proxy=1']);
  expect(withDefaultProxyHop(['--trust-proxy', '2'])).toEqual(['--trust-proxy', '2']);
});
