import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';

test('any bytes become the base64 that everyone else writes, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(text)).toEqual(bytes);
    }),
    { seed: 20_261_113, numRuns: 500 },
  );
});

test.each(['A', 'AAAAA', 'AA*A', 'AA=A', '===='])('"%s" is no base64', (text) => {
  expect(() => decodeBase64(text)).toThrow('Not base64');
});
