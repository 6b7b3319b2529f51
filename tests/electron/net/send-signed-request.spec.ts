import crypto from 'node:crypto';
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { deviceNowMs, enrolledWith, sync } from '#tests/support/shell/enrolled-shell.ts';
import {
  expectedBase,
  isSignedBy,
  parameterIn,
  problem,
  type Reply,
} from '#tests/support/shell/scripted-server.ts';

const signed = 'unencoded-digest';

describe('[security 4] requests to headquarters', () => {
  test('a request is signed over method, address and digest of the body as it travels', async () => {
    const { server, headquarters, vault, seen } = await enrolledWith(() => ({ signed: 'unencoded-digest' }));
    await headquarters.request(sync);

    const sent = seen(1);
    expect(sent.headers['signature-input']).toMatch(
      /^fb=\("@method" "@target-uri" "content-digest"\);created=\d+;nonce="[\w-]{22}";keyid="[0-9a-f]{32}";alg="ed25519"$/,
    );
    expect(sent.headers['content-digest']).toBe(
      `sha-256=:${crypto.createHash('sha256').update(sent.body).digest('base64')}:`,
    );
    const { device, publicKey } = vault.deviceKey();
    expect([parameterIn(sent, 'keyid'), parameterIn(sent, 'created')]).toEqual([
      device,
      String(deviceNowMs / 1_000),
    ]);
    expect(isSignedBy(publicKey, expectedBase(sent, `${server.url}/api/v1/sync`), sent)).toBe(true);
    expect(isSignedBy(publicKey, expectedBase(sent, `${server.url}/api/v1/other`), sent)).toBe(false);
  });

  test('a GET is signed without a digest, with its query', async () => {
    const { server, headquarters, vault, seen } = await enrolledWith(() => ({}));
    await headquarters.request({ path: '/api/v1/logs/x/snapshot?after=1', body: null });
    const sent = seen(1);
    expect([sent.method, sent.headers['content-digest'], sent.body.length]).toEqual(['GET', undefined, 0]);
    const base = expectedBase(sent, `${server.url}/api/v1/logs/x/snapshot?after=1`);
    expect(isSignedBy(vault.deviceKey().publicKey, base, sent)).toBe(true);
  });

  test('the body is compressed when that makes it shorter', async () => {
    const { headquarters, seen } = await enrolledWith(() => ({}));
    const large = JSON.stringify({ text: 'word '.repeat(2_000) });
    const bodies = ['{}', sync.body, large];
    for (const body of bodies) await headquarters.request({ path: '/api/v1/documents', body });

    const arrived = [1, 2, 3].map((count) => {
      const { headers, body } = seen(count);
      const decode = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync }[
        String(headers['content-encoding'])
      ];
      return (decode ? decode(body) : body).toString();
    });
    expect(arrived).toEqual(bodies);
    expect([seen(1).headers['content-encoding'], seen(3).headers['content-encoding']]).toEqual([
      undefined,
      'br',
    ]);
    expect(seen(3).body.length).toBeLessThan(large.length / 20);
  });

  test('small bodies use encoding fb1 once the server shows it, until the server refuses it', async () => {
    const unknown = problem(415, 'encoding');
    const replies: Reply[] = [{ signed, encoding: 'fb1' }, { signed }, unknown, { signed }];
    const { headquarters, server } = await enrolledWith((_seen, count) => replies[count - 1] ?? {});
    const body = JSON.stringify({ protocol: 1, text: 'word '.repeat(100) });
    for (let times = 0; times < 3; times++)
      expect(await headquarters.request({ path: '/api/v1/sync', body })).toMatchObject({ kind: 'answered' });
    expect(
      server.seen.map(({ headers }) => [headers['content-encoding'], headers['want-unencoded-digest']]),
    ).toEqual([
      ['br', 'sha-256=1'],
      ['fb1', undefined],
      ['fb1', undefined],
      ['br', 'sha-256=1'],
    ]);
  });

  test('every request has a nonce of its own', async () => {
    const { headquarters, server } = await enrolledWith(() => ({ signed: 'unencoded-digest' }));
    await Promise.all([1, 2, 3, 4].map(() => headquarters.request(sync)));
    expect(new Set(server.seen.map((sent) => parameterIn(sent, 'nonce'))).size).toBe(4);
  });

  test('a path that climbs out of the API is not sent', async () => {
    const { headquarters, server } = await enrolledWith(() => ({}));
    const netRequestResponse = await headquarters.request({ path: '/api/v1/../../console/', body: null });
    expect([netRequestResponse, server.seen.length]).toEqual([
      { kind: 'refused', status: 0, code: 'path' },
      0,
    ]);
  });
});
