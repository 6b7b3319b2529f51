import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compressRow, decodeRow, encodeRow } from '#renderer/store/db/encryption/row-codec.ts';

const anything = fc.anything({
  withNullPrototype: false,
  withTypedArray: false,
  withBigInt: false,
  withDate: false,
  withMap: false,
  withSet: false,
  key: fc.oneof(fc.string(), fc.constantFrom('~', '__proto__', 'is', '*')),
  values: [
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, '\ud800', '*', '~'),
    fc.uint8Array(),
  ],
});

const bytesOf = (encoded: string | Uint8Array): Uint8Array =>
  typeof encoded === 'string' ? new TextEncoder().encode(encoded) : encoded;

test('a row comes back as it was: nested, with undefined, bytes and all numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), anything, { noNullPrototype: true }), async (row) => {
      expect(decodeRow(bytesOf(encodeRow(row)))).toStrictEqual(row);
      expect(decodeRow(bytesOf(compressRow(row)))).toStrictEqual(row);
    }),
    { seed: 20_261_125, numRuns: 500 },
  );
});

test('a long compressed row takes a fraction of the disk space and decodes unchanged', () => {
  const answers = Array.from({ length: 200 }, (_, at) => ({
    path: `answers/D1.${at}/rationale`,
    value: 'شاهد \ud800',
  }));
  for (const row of [{ answers }, { answers, left: undefined }]) {
    const encoded = bytesOf(compressRow(row));
    expect(encoded.length).toBeLessThan(JSON.stringify(row).length / 4);
    expect(decodeRow(encoded)).toStrictEqual(row);
    // As the cipher hands it over: somewhere in larger memory.
    const within = new Uint8Array(encoded.length + 3);
    within.set(encoded, 3);
    expect(decodeRow(within.subarray(3))).toStrictEqual(row);
  }
});

test.each([
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
  ['a big number', 1n],
])('%s in a row is an error: it would come back as something else', (_, value) => {
  expect(() => encodeRow({ in: { it: value } })).toThrow(TypeError);
});
