import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withEqualParts } from '#base/json.ts';

const registers = {
  'answers/D1.1/level': { heads: [{ dot: 'a.1', value: 3 }] },
  'answers/D1.2/level': { heads: [{ dot: 'a.2', value: 4 }] },
};

test('a copy is replaced by the value that it equals', () => {
  expect(withEqualParts(registers, structuredClone(registers))).toBe(registers);
});

test('a change leaves every other part the same object', () => {
  const changed = { ...structuredClone(registers), 'answers/D1.2/level': { heads: [] } };
  const joined = withEqualParts(registers, changed);
  expect(joined).toEqual(changed);
  expect(joined['answers/D1.1/level']).toBe(registers['answers/D1.1/level']);
});

test('a later value without equal parts is not copied', () => {
  const changed = { ...registers, 'answers/D1.2/level': { heads: [{ dot: 'a.3', value: 5 }] } };
  expect(withEqualParts(registers, changed)).toBe(changed);
});

test('an absent part is no undefined one', () => {
  expect(Object.keys(withEqualParts({}, { a: undefined }))).toEqual(['a']);
  expect(Object.keys(withEqualParts({ a: undefined }, {}))).toEqual([]);
});

test('only plain objects and arrays have parts', () => {
  const after = new Map([['a', 1]]);
  expect(withEqualParts(new Map([['a', 1]]), after)).toBe(after);
});

test('the result equals the later value, whatever the earlier one was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(withEqualParts(before, after)).toEqual(after);
    }),
  );
});
