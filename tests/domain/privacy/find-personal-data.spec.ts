import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPersonalData, personalDataHitKey } from '#domain/privacy/find-personal-data.ts';
import { measured } from '#tests/support/clock/processor-time.ts';

const found = (text: string, roster: readonly string[] = []) =>
  findPersonalData(text, roster).map(({ kind, text: hit }) => `${kind}: ${hit}`);

test('[E2] an e-mail address is found, also one with letters of another script', () => {
  expect(found('Ask records@institution.example, or سجل@مؤسسة.مثال.')).toEqual([
    'email: records@institution.example',
    'email: سجل@مؤسسة.مثال',
  ]);
  expect(found('5 staff @ headquarters')).toEqual([]);
});

test('[E2] a long run of digits is found however it is written, in any digits', () => {
  expect(found('Call +00 (11) 222-33-44 or 00112233445')).toEqual([
    'digits: +00 (11) 222-33-44',
    'digits: 00112233445',
  ]);
  expect(found('رقم ٠١١٢٢٣٣٤٤')).toEqual(['digits: ٠١١٢٢٣٣٤٤']);
});

test.each([
  'Act 12 of 2024, articles 14 and 15',
  'Seen on 2026-11-24 and on 24.11.2026 or 24/11/26',
  'Plans 2024-2026, 2027 and 2028',
  '12,500 files in 2025; 4 of 5 units',
  'from 2026-11-09 - 2026-11-20',
])('[E2] dates, years and counts are no such run: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('[E2] a roster name is found as a whole, ignoring case and accents', () => {
  const roster = ['Assessor Élan', 'Li'];
  expect(found('said by ASSESSOR ELAN; an assessor was there; a list', roster)).toEqual([
    'name: ASSESSOR ELAN',
  ]);
});

test('[E2] an address that holds a name or digits is named once', () => {
  expect(found('assessor.elan.1234567@unit.example', ['assessor elan'])).toEqual([
    'email: assessor.elan.1234567@unit.example',
  ]);
});

test('[E2] a confirmed hit has a stable key that does not reveal its text', () => {
  const [first, second] = findPersonalData('0011223344 and 5566778899');
  if (!first || !second) throw new Error('two runs are there');
  expect(personalDataHitKey(first)).toMatch(/^[0-9a-f]{4}$/);
  expect(personalDataHitKey(first)).toBe(personalDataHitKey({ ...first, at: 40 }));
  expect(personalDataHitKey(first)).not.toBe(personalDataHitKey(second));
});

test('[E2] every hit has its exact position in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      for (const hit of findPersonalData(text, ['abc def']))
        expect(text.slice(hit.at, hit.at + hit.text.length)).toBe(hit.text);
    }),
    { seed: 20_261_126, numRuns: 300 },
  );
});

test('[E2] a text of 20,000 signs is checked while one types', () => {
  for (const nasty of [
    '1-'.repeat(10_000),
    'a.'.repeat(9_999) + '@',
    '@a.'.repeat(6_000),
    '( '.repeat(10_000),
  ]) {
    const { processorMs } = measured(() => findPersonalData(nasty, ['a b c']));
    expect(processorMs).toBeLessThan(200);
  }
});
