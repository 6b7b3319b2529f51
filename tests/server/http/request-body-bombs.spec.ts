import crypto from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { BodyTooLarge, openBodyDecoder } from '#server/http/request-body.ts';
import { chunkOf, connectTo, encoders, signedHead } from '#tests/support/server/raw-request.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const largestPlain = 32 * 1024 * 1024;
const noise = crypto.randomBytes(30_000).toString('base64url');
/**
 * Large enough for headers to be verified before the body; the spaces after the noise are a thousand times the sent
 * bytes.
 */
const bomb = Buffer.from(`{"noise":"${noise}"${' '.repeat(20 * 1024 * 1024)}}`);
const codings = Object.entries(encoders);

describe.each(codings)('[security 5] a bomb in %s', (encoding, encode) => {
  const body = encode(bomb);

  test('is refused while it is still coming in, on the route of large requests', async () => {
    const testServer = await startTestServer();
    const device = await testServer.enrolled('assessor');
    const cut = body.subarray(0, body.length - 16);
    const asked = connectTo(testServer.url, signedHead(device, body, { encoding }), cut);
    expect(await asked.status).toBe(413);
  });

  test('is refused when it is there, on the route of all others', async () => {
    const testServer = await startTestServer();
    const device = await testServer.enrolled('assessor');
    const head = signedHead(device, body, { encoding, isChunked: true });
    const asked = connectTo(testServer.url, head, chunkOf(body), chunkOf(Buffer.alloc(0)));
    expect(await asked.status).toBe(413);
  });

  test('is inflated no further than its limit', async () => {
    const decoder = openBodyDecoder(encoding, body.length);
    if (!decoder.ok) throw new Error('unknown coding');
    const { input, output } = decoder.value;
    let bytes = 0;
    output.on('data', (piece: Buffer) => (bytes += piece.length));
    input.end(body);
    await expect(buffer(output)).rejects.toBeInstanceOf(BodyTooLarge);
    expect(bytes).toBeLessThanOrEqual(body.length * 100);
    expect(input.destroyed).toBe(true);
  });
});

test.each([
  ['64 KiB, however small it is', 10, 64 * 1024],
  ['a hundred times the bytes sent', 1_000, 100_000],
  ['32 MiB', largestPlain, largestPlain],
])('[security 5] a body may become %s, and not one byte more', async (_what, sent, most) => {
  const plainOf = async (bytes: number) => {
    const decoder = openBodyDecoder(undefined, sent);
    if (!decoder.ok) throw new Error('unknown coding');
    decoder.value.input.end(Buffer.alloc(bytes));
    return (await buffer(decoder.value.output)).length;
  };
  expect(await plainOf(most)).toBe(most);
  await expect(plainOf(most + 1)).rejects.toBeInstanceOf(BodyTooLarge);
});

test.each(codings)('a large honest body in %s is taken on both routes', async (encoding, encode) => {
  const testServer = await startTestServer();
  const logId = await testServer.hq.addLog();
  const device = await testServer.enrolled('lead', logId);
  const doc = '018f0000-0000-7000-8000-000000000001';
  const write = { doc, kind: 'assessment', path: 'title', value: noise };
  for (const isChunked of [false, true]) {
    const packs = [device.pack(logId, [write])];
    const body = encode(Buffer.from(JSON.stringify({ protocol: 1, device: device.id, logs: {}, packs })));
    const pieces = isChunked ? [chunkOf(body), chunkOf(Buffer.alloc(0))] : [body];
    const asked = connectTo(testServer.url, signedHead(device, body, { encoding, isChunked }), ...pieces);
    expect(await asked.status).toBe(200);
  }
  const { body } = await device.sync({ [logId]: { since: 0 } });
  expect(body.logs[logId].acked).toBe(2);
});

test('a coding that the server does not know is refused before the body is there', async () => {
  const testServer = await startTestServer();
  const device = await testServer.enrolled('assessor');
  const asked = connectTo(
    testServer.url,
    signedHead(device, bomb.subarray(0, 20_000), { encoding: 'compress' }),
  );
  expect(await asked.status).toBe(415);
});
