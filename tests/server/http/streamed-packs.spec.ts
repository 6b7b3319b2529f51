import crypto from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBodyDecoder } from '#server/http/request-body.ts';
import { PackScanner, StreamedPacks } from '#server/http/streamed-packs.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import { connectTo, signedHead } from '#tests/support/server/raw-request.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const doc = '018f0000-0000-7000-8000-000000000001';
const noise = (bytes: number): string => crypto.randomBytes(bytes).toString('base64url');

/** A chain of packs of about 12 KB each that does not compress. */
const packsOf = (device: Device, log: string, count: number) =>
  Array.from({ length: count }, (_, at) =>
    device.pack(log, [{ doc, kind: 'assessment', path: `comments/c${at}/text`, value: noise(9_000) }]),
  );

describe('[S1, S4] a large request over a link that is cut midway', () => {
  test.each([undefined, 'br', 'gzip'] as const)(
    'leaves its whole packs at headquarters: %s',
    async (encoding) => {
      const testServer = await startTestServer();
      const logId = await testServer.hq.addLog();
      const device = await testServer.enrolled('lead', logId);
      const packs = packsOf(device, logId, 6);
      await sendPart(device, { protocol: 1, device: device.id, logs: {}, packs }, 0.7, encoding);

      const acked = await untilAcked(device, logId, 4);
      expect(acked).toBe(4);
      const again = await device.sync({ [logId]: { since: 0 } }, packs);
      expect(again.body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
        ...Array(4).fill('duplicate'),
        ...Array(2).fill('accepted'),
      ]);
    },
  );

  test('leaves nothing when nobody knows who sent it', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const device = await testServer.enrolled('lead', logId);
    const packs = packsOf(device, logId, 6);
    const thief = device.copy();
    thief.keys = crypto.generateKeyPairSync('ed25519');
    await sendPart(thief, { protocol: 1, device: device.id, logs: {}, packs }, 0.7);
    await wait(100); // the packs that would have been judged by then
    const { body } = await device.sync({ [logId]: { since: 0 } });
    expect(body.logs[logId].acked).toBe(0);
  });
});

describe('[security 4] a large request that came whole', () => {
  test('is answered as a small one: one verdict for each pack, in their order', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const device = await testServer.enrolled('lead', logId);
    const packs = packsOf(device, logId, 5);
    const strange = [packs[0], { payload: 'no pack', sig: 'x' }, packs[1], 7, ...packs.slice(2), packs[4]];
    const { body } = await device.sync({ [logId]: { since: 0 } }, strange);
    expect(body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      'accepted',
      'refused',
      'accepted',
      'refused',
      'accepted',
      'accepted',
      'accepted',
      'duplicate',
    ]);
    expect(body.logs[logId].acked).toBe(5);
  });

  test('is refused when its body is not the one that was signed', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const device = await testServer.enrolled('lead', logId);
    const answer = await device.sync(
      {},
      packsOf(device, logId, 4),
      {},
      { digest: `sha-256=:${noise(33)}=:` },
    );
    expect([answer.status, answer.body.code]).toEqual([400, 'digest']);
  });

  test('is refused when it is sent a second time as it was', async () => {
    const testServer = await startTestServer();
    const logId = await testServer.hq.addLog();
    const device = await testServer.enrolled('lead', logId);
    const options = { nonce: crypto.randomBytes(16).toString('base64url') };
    const packs = packsOf(device, logId, 4);
    await device.sync({}, packs, {}, options);
    expect((await device.sync({}, packs, {}, options)).body.code).toBe('nonce');
  });
});

test('packs, and nothing else, are found in a text split into any pieces', () => {
  const packs = fc.array(fc.record({ payload: fc.string(), sig: fc.string(), more: fc.jsonValue() }));
  fc.assert(
    fc.property(packs, fc.jsonValue(), fc.array(fc.integer({ min: 1, max: 40 })), (list, other, sizes) => {
      const text = JSON.stringify({
        logs: { packs: [{ a: other }] },
        'packs"': [{}],
        packs: list,
        z: [{ b: 1 }],
      });
      const packScanner = new PackScanner();
      const bytes = Buffer.from(text);
      const found: string[] = [];
      for (let at = 0, piece = 0; at < bytes.length; piece++) {
        const size = sizes.length > 0 ? (sizes[piece % sizes.length] ?? 1) : bytes.length;
        found.push(...packScanner.scan(bytes.subarray(at, at + size)));
        at += size;
      }
      expect(found.map((one) => JSON.parse(one))).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});

/** Send a signed request on a connection of its own, and break it when this share of the body is out. */
async function sendPart(
  device: Device,
  json: object,
  share: number,
  encoding?: 'br' | 'gzip',
): Promise<void> {
  const plain = Buffer.from(JSON.stringify(json));
  const body = encoding === 'br' ? zlib.brotliCompressSync(plain) : encoding ? zlib.gzipSync(plain) : plain;
  const { socket } = connectTo(device.url, signedHead(device, body, encoding ? { encoding } : {}));
  await new Promise<void>((written) => {
    socket.write(body.subarray(0, Math.floor(body.length * share)), () => written());
  });
  await wait(150); // so that it has arrived: a reset may overtake it
  socket.resetAndDestroy();
}

async function untilAcked(device: Device, log: string, wanted: number): Promise<number> {
  for (let tries = 0; ; tries++) {
    const { body } = await device.sync({ [log]: { since: 0 } });
    if (body.logs[log].acked >= wanted || tries > 100) return body.logs[log].acked;
    await wait(20);
  }
}

test('[S1] verdicts on streamed packs are complete: the last judgement is waited for', async () => {
  const decoder = openBodyDecoder(undefined, 1_000);
  if (!decoder.ok) throw new Error('It needs no coding');
  let judge = (): void => {};
  const judgement = new Promise<void>((resolve) => {
    judge = resolve;
  });
  const streamedPacks = new StreamedPacks(decoder.value, async (item) => {
    await judgement;
    return { pack: sha256Of(item.payload), verdict: 'accepted' };
  });
  streamedPacks.body.resume();
  streamedPacks.body.end(JSON.stringify({ packs: [{ payload: 'one', sig: 'x' }] }));
  await new Promise((resolve) => streamedPacks.body.once('end', resolve));
  const verdicts = streamedPacks.verdicts();
  judge();
  expect((await verdicts).map(({ payload }) => payload)).toEqual(['one']);
});
