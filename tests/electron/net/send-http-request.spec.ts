import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fieldRequestTimeouts } from '#electron/net/send-http-request.ts';
import { enrolledWith, sync } from '#tests/support/shell/enrolled-shell.ts';
import { parameterIn, problem, type Reply } from '#tests/support/shell/scripted-server.ts';

describe('[security 4] answers of headquarters', () => {
  test('an answer is given on with the bytes as they travelled', async () => {
    const body = JSON.stringify({ protocol: 1, text: 'much '.repeat(1_000) });
    const { headquarters, seen } = await enrolledWith(() => ({
      body,
      encoding: 'br',
      signed: 'unencoded-digest',
    }));
    const netRequestResponse = await headquarters.request(sync);
    expect(netRequestResponse).toMatchObject({ kind: 'answered', status: 200, body });
    if (netRequestResponse.kind !== 'answered') return;
    expect(netRequestResponse.bytesDown).toBeGreaterThan(zlib.brotliCompressSync(body).length);
    expect(netRequestResponse.bytesDown).toBeLessThan(1_000);
    expect(netRequestResponse.bytesUp).toBeGreaterThan(seen(1).body.length);
    expect(netRequestResponse.bytesUp).toBeLessThan(seen(1).body.length + 1_200);
  });

  test('a wrong clock is corrected by the time of the server, once, and stays corrected', async () => {
    const serverNowMs = Date.UTC(2026, 5, 1);
    const { headquarters, seen, server } = await enrolledWith((sent) =>
      parameterIn(sent, 'created') === String(serverNowMs / 1_000)
        ? { signed: 'unencoded-digest' }
        : problem(401, 'clock', { now: serverNowMs }),
    );
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });
    expect(server.seen.length).toBe(2);
    expect(parameterIn(seen(1), 'nonce')).not.toBe(parameterIn(seen(2), 'nonce'));
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });
    expect(server.seen.length).toBe(3);
  });

  test('a server that is never content with the clock is asked twice, not forever', async () => {
    const { headquarters, server } = await enrolledWith(() => problem(401, 'clock', { now: 1 }));
    expect(await headquarters.request(sync)).toEqual({ kind: 'refused', status: 401, code: 'clock' });
    expect(server.seen.length).toBe(2);
  });

  test('a problem is a refusal with the code of the server', async () => {
    const { headquarters } = await enrolledWith(() => problem(401, 'device', { detail: 'revoked' }));
    expect(await headquarters.request(sync)).toEqual({
      kind: 'refused',
      status: 401,
      code: 'device',
      detail: 'revoked',
    });
  });

  test.each<[string, Reply, string]>([
    ['a captive portal', { type: 'text/html', body: '<h1>Welcome</h1>' }, 'not an answer of headquarters'],
    ['a broken proxy', { status: 502, type: 'text/html', body: 'Bad gateway' }, 'status 502'],
    ['an unsigned sync answer', {}, 'the answer is not signed'],
    ['an answer to another request', { signed: 'other-nonce' }, 'the signature does not hold'],
    ['an answer with another body', { signed: 'other-body' }, 'the signature does not hold'],
    ['an answer by another key', { signed: 'other-key' }, 'the signature does not hold'],
  ])('%s is no answer of headquarters', async (_who, reply, why) => {
    const { headquarters } = await enrolledWith(() => reply);
    expect(await headquarters.request(sync)).toEqual({ kind: 'unreachable', why });
  });

  test('an answer that stops in the middle is given up on', async () => {
    const half = { body: '{"protocol":1}', stalls: true };
    const { headquarters } = await enrolledWith(() => half, { ...fieldRequestTimeouts, betweenBytesMs: 20 });
    expect(await headquarters.request(sync)).toEqual({ kind: 'unreachable', why: 'timeout' });
  });

  test.each([
    '/api/v1/logs/0198-7a/snapshot',
    '/api/v1/logs/0198-7a/snapshot?bytes=262144&after=0198-7b&place=7',
  ])('a snapshot needs a signature because it decides the content of documents: %s', async (path) => {
    const replies: Reply[] = [{}, { signed: 'unencoded-digest' }];
    const { headquarters } = await enrolledWith((_seen, count) => replies[count - 1] ?? {});
    expect(await headquarters.request({ path, body: null })).toEqual({
      kind: 'unreachable',
      why: 'the answer is not signed',
    });
    expect(await headquarters.request({ path, body: null })).toMatchObject({ kind: 'answered' });
  });

  test('an answer signed over compressed bytes is requested again uncompressed, and so are later ones', async () => {
    const { headquarters, server } = await enrolledWith((sent) => ({
      body: JSON.stringify({ text: 'x'.repeat(500) }),
      signed: 'content-digest',
      ...(String(sent.headers['accept-encoding']).includes('br') && { encoding: 'br' as const }),
    }));
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });
    expect(server.seen.map(({ headers }) => headers['accept-encoding'])).toEqual([
      'fb1, br',
      'identity',
      'identity',
    ]);
  });

  test('a redirect is not followed', async () => {
    const { headquarters, server } = await enrolledWith(() => ({
      status: 302,
      headers: { location: '/elsewhere' },
    }));
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'unreachable' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/api/v1/sync']);
  });
});
