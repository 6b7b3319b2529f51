import zlib from 'node:zlib';
import { expect, test } from '@playwright/test';
import {
  callProbe,
  makeProbeFolder,
  type ProbeApp,
  probeArgs,
  startProbe,
} from '#tests/support/app/probe-app.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import {
  expectedBase,
  isSignedBy,
  requestAt,
  someEnrolResponse,
  startScriptedServer,
} from '#tests/support/shell/scripted-server.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// Requests to headquarters over Chromium's own network, against a server written from the RFCs.

const answer = JSON.stringify({ protocol: 1, text: 'much '.repeat(2_000) });
const question = JSON.stringify({ protocol: 1, text: 'word '.repeat(2_000) });

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Awaited<ReturnType<typeof startScriptedServer>>;
let proxy: Awaited<ReturnType<typeof startCountingProxy>>;
let probe: ProbeApp;

test.beforeAll(async () => {
  temporary = await temporaryFolder();
  server = await startScriptedServer((seen) => {
    if (seen.path === '/api/v1/enrol') return { body: JSON.stringify(someEnrolResponse(server.key)) };
    if (seen.path === '/api/v1/forged') return { body: answer, signed: 'other-body' };
    if (seen.path === '/api/v1/slow') return { body: answer, signed: 'unencoded-digest', stalls: true };
    return { body: answer, encoding: 'br', signed: 'unencoded-digest' };
  });
  proxy = await startCountingProxy(server.url);
  probe = await startProbe(probeArgs(makeProbeFolder(temporary.folder), `${temporary.folder}/profile`));
  const ask = { url: proxy.url, code: 'ABCD-EFGH-JKLM', label: 'Laptop' };
  expect(await callProbe(probe.page, 'ask', 'device.enrol', ask)).toMatchObject({
    answer: { kind: 'enrolled' },
  });
});
test.afterAll(async () => {
  await probe.app.close();
  await proxy.close();
  await server.stop();
  await temporary.remove();
});

interface Answered {
  readonly answer: {
    readonly kind: string;
    readonly body: string;
    readonly bytesUp: number;
    readonly bytesDown: number;
  };
}
const request = (path: string): Promise<unknown> =>
  callProbe(probe.page, 'ask', 'net.request', { path, body: question });

test('[security 4] Chromium reads a compressed, signed answer, and its byte figures equal the proxy’s', async () => {
  const before = proxy.traffic();
  const { answer: got } = (await request('/api/v1/sync')) as Answered;
  const after = proxy.traffic();
  expect([got.kind, got.body]).toEqual(['answered', answer]);

  const sent = requestAt(server, server.seen.length);
  expect(zlib.brotliDecompressSync(sent.body).toString()).toBe(question);
  const { publicKey } = (
    (await callProbe(probe.page, 'ask', 'device.identity', null)) as { answer: { publicKey: string } }
  ).answer;
  expect(isSignedBy(publicKey, expectedBase(sent, `${proxy.url}/api/v1/sync`), sent)).toBe(true);

  expect([got.bytesUp, got.bytesDown]).toEqual([after.up - before.up, after.down - before.down]);
});

test('[security 4] an answer with another body is not taken', async () => {
  expect(await request('/api/v1/forged')).toMatchObject({
    answer: { kind: 'unreachable', why: 'the signature does not hold' },
  });
});

test('[net] switching the network off ends the request in flight and notifies the page', async () => {
  const slow = request('/api/v1/slow');
  await expect.poll(() => server.seen.at(-1)?.path).toBe('/api/v1/slow');
  expect(await callProbe(probe.page, 'ask', 'net.simulateOffline', true)).toMatchObject({ answer: true });
  expect(await slow).toMatchObject({ answer: { kind: 'unreachable', why: 'stopped' } });
  expect(await callProbe(probe.page, 'events')).toContainEqual({
    event: 'net.changed',
    news: { online: false },
  });
  expect(await request('/api/v1/sync')).toMatchObject({ answer: { kind: 'unreachable', why: 'simulated' } });
  expect(await callProbe(probe.page, 'ask', 'net.simulateOffline', false)).toMatchObject({ answer: false });
  expect(await request('/api/v1/sync')).toMatchObject({ answer: { kind: 'answered' } });
});

test('[net] a server that is not there is unreachable, in a word of Chromium', async () => {
  await proxy.close();
  expect(await request('/api/v1/sync')).toMatchObject({
    answer: { kind: 'unreachable', why: expect.stringMatching(/^ERR_[A-Z_]+$/) },
  });
});
