import { describe, expect, it } from 'vitest';
import { breakablePartsOf, letterWidths } from '#renderer/report/text-width.ts';

const address =
  'https://www.example.org/documents/2026/annexes/electronic-evidence/annex-III.pdf?download=true';

describe('a text with a long word', () => {
  it('may end its line within the word, and loses no letter', () => {
    const text = `See ${address} (in Arabic).`;
    const parts = breakablePartsOf(text);
    expect(parts.join('')).toBe(text);
    const words = parts.flatMap((part) => part.split(' '));
    expect(Math.max(...words.map(letterWidths))).toBeLessThanOrEqual(22);
  });

  it('keeps a letter of several signs whole', () => {
    const family = '👩‍👩‍👧‍👦';
    const parts = breakablePartsOf(family.repeat(30));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part) => part.replaceAll(family, '') === '')).toBe(true);
  });
});

it.each(['', 'Institution assessment', 'Electronic evidence: handover', '报'.repeat(60), ' '.repeat(40)])(
  'a text of usual words stays one part (%j)',
  (text) => {
    expect(breakablePartsOf(text)).toEqual([text]);
  },
);
