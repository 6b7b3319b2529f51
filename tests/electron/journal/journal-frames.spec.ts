import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32c, crc32cOfParts, encodeFrames, readFrames } from '#electron/journal/journal-frames.ts';
import { measured } from '#tests/support/clock/processor-time.ts';

const seeded = { seed: 20_260_903, numRuns: 300 };
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

describe('[D3] the checksum', () => {
  test('is CRC-32C, by the check vector and those of RFC 3720', () => {
    expect(crc32c(bytes('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, offset) => offset))).toBe(0x46dd794e);
    expect(crc32c(new Uint8Array())).toBe(0);
  });

  test('of a part is the same, however it is found', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.nat(), fc.nat(), (all, some, other) => {
        const [from = 0, to = 0] = [some, other].map((n) => n % (all.length + 1)).sort((a, b) => a - b);
        expect(crc32cOfParts(all)(from, to)).toBe(crc32c(all.subarray(from, to)));
      }),
      seeded,
    );
  });
});

describe('[D3] frames', () => {
  test('are length and checksum in four little-endian bytes each, then the bytes', () => {
    const header = Uint8Array.of(9, 0, 0, 0, 0x83, 0x92, 0x06, 0xe3);
    expect(Buffer.from(encodeFrames([bytes('123456789')]))).toEqual(
      Buffer.concat([header, bytes('123456789')]),
    );
  });

  test('end where a length is zero and nothing follows', () => {
    const file = new Uint8Array(64);
    file.set(encodeFrames([bytes('one')]));
    expect(readFrames(file)).toEqual({
      frames: [bytes('one')],
      offsets: [0],
      damagedParts: 0,
      endByte: 11,
      writtenBytes: 11,
    });
  });

  test.each([1, 2, 3])('say where anything is written last, behind them too: %i bytes on', (bytesOn) => {
    const file = new Uint8Array(64);
    file.set(encodeFrames([bytes('one')]));
    file[10 + bytesOn] = 1;
    expect(readFrames(file)).toMatchObject({ endByte: 11, writtenBytes: 11 + bytesOn });
  });

  test('are handed out in memory of their own', () => {
    const file = Buffer.concat([encodeFrames([bytes('one'), bytes('two')])]);
    const { frames } = readFrames(file);
    expect(frames.map(({ buffer, constructor }) => [buffer.byteLength, constructor])).toEqual([
      [3, Uint8Array],
      [3, Uint8Array],
    ]);
  });

  test('any damage loses only the frames that it touched; the others are read, in order', () => {
    const frame = fc.uint8Array({ minLength: 1, maxLength: 120 });
    const hit = fc.record({
      at: fc.nat(),
      xor: fc.integer({ min: 1, max: 255 }),
      length: fc.constantFrom(1, 3, 40),
    });
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 1, maxLength: 30 }),
        fc.array(hit, { maxLength: 4 }),
        (frames, hits) => {
          const file = new Uint8Array(8_192);
          file.set(encodeFrames(frames));
          const before = file.slice();
          for (const { at, xor, length } of hits)
            for (let offset = 0; offset < length; offset += 1) {
              const byte = (at + offset) % file.length;
              file[byte] = (file[byte] ?? 0) ^ xor;
            }
          let from = 0;
          const untouched = frames.filter(({ length }) => {
            const part = [from, from + 8 + length] as const;
            from += 8 + length;
            return Buffer.compare(file.subarray(...part), before.subarray(...part)) === 0;
          });
          expect(readFrames(file).frames).toEqual(untouched);
        },
      ),
      seeded,
    );
  });

  test('behind megabytes of rubbish are found without a wait', () => {
    const file = new Uint8Array(8 * 1024 * 1024);
    let state = 1;
    for (let offset = 0; offset < 4 * 1024 * 1024; offset += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      file[offset] = state >>> 24;
    }
    file.set(encodeFrames([bytes('found')]), 4 * 1024 * 1024);
    const { value: read, processorMs } = measured(() => readFrames(file));
    expect(read).toMatchObject({ frames: [bytes('found')], damagedParts: 1 });
    expect(processorMs).toBeLessThan(3_000);
  });
});
