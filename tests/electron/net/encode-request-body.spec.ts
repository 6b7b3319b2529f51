import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeSmallBody, type EncodedBody, encodeRequestBody } from '#electron/net/encode-request-body.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';

/** Bytes in a millisecond: 64 kbit/s over a satellite, a usual network, and a cable to the next room. */
const links = { satellite: 8, usual: 200, cable: 10_000 };

/** Lines like those of a pack: keys that repeat, ids that do not. */
function packsOf(bytes: number): string {
  const random = randomFrom(1);
  let text = '';
  while (text.length < bytes)
    text += `{"doc":"${random().toString(16)}","path":"answers/D${Math.ceil(random() * 8)}.1/level","value":3}\n`;
  return text;
}

const encoded = (text: string, bytesPerMs: number | null, readsSmallBodies = true): Promise<EncodedBody> =>
  encodeRequestBody(text, { bytesPerMs, readsSmallBodies });

function received({ bytes, encoding }: EncodedBody): string {
  switch (encoding) {
    case null:
      return bytes.toString('utf8');
    case 'br':
      return zlib.brotliDecompressSync(bytes).toString('utf8');
    case 'gzip':
      return zlib.gunzipSync(bytes).toString('utf8');
    case 'fb1':
      return decodeSmallBody(bytes)?.toString('utf8') ?? '';
  }
}

describe('the body of a request', () => {
  test.each([100, 300, 900, 3_000, 300_000])('of %i characters arrives as it was', async (length) => {
    const text = packsOf(length);
    for (const readsSmallBodies of [true, false]) {
      const encodedBody = await encoded(text, links.usual, readsSmallBodies);
      expect(received(encodedBody)).toBe(text);
      expect(encodedBody.bytes.length).toBeLessThanOrEqual(text.length);
    }
  });

  test('is in the coding of small bodies only for who reads it', async () => {
    const text = packsOf(900);
    expect((await encoded(text, null)).encoding).toBe('fb1');
    expect((await encoded(text, null, false)).encoding).not.toBe('fb1');
  });

  test('is as short as possible on an unknown link, as on the slowest', async () => {
    const text = packsOf(100_000);
    const unknown = await encoded(text, null);
    expect(unknown.bytes).toEqual((await encoded(text, links.satellite)).bytes);
    expect(unknown.bytes.length).toBeLessThan((await encoded(text, links.usual)).bytes.length);
  });

  test('of the largest size is compressed less on a faster link, to save processor time', async () => {
    const text = packsOf(2 * 1024 * 1024);
    const lengths = await Promise.all(
      [links.satellite, links.usual, links.cable].map(
        async (link) => (await encoded(text, link)).bytes.length,
      ),
    );
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(new Set(lengths).size).toBe(lengths.length);
  });

  test('that ends a long backlog is compressed well on the quickest link too', async () => {
    const text = packsOf(1024 * 1024);
    expect((await encoded(text, links.cable)).bytes).toEqual((await encoded(text, links.usual)).bytes);
  });
});
