import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8Length } from '#domain/base/utf8-length.ts';

test('the length of a text is that of its encoding, lone surrogates included', () => {
  const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));
  const pairs = fc.string({ unit: 'binary' });
  const surrogates = fc.array(fc.constantFrom('\ud83d', '\ude00', 'a', '\u07ff', '\u0800'));
  fc.assert(
    fc.property(
      fc.oneof(
        units,
        pairs,
        surrogates.map((all) => all.join('')),
      ),
      (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      },
    ),
  );
});
