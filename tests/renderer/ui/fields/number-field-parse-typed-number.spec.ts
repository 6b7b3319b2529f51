import { expect, test } from 'vitest';
import { parseTypedNumber } from '#renderer/ui/fields/number-field.tsx';

test.each([
  ['3,5', 3.5],
  ['3.5', 3.5],
  ['٣٫٥', 3.5],
  ['۱۲', 12],
  ['1 200,25', 1200.25],
  ['−4', -4],
  ['.5', 0.5],
  ['7.', 7],
])('%s is a number', (typed, value) => {
  expect(parseTypedNumber(typed, false)).toEqual({ kind: 'number', value });
});

test.each(['1,234.5', '12a', '--1', '1e5', '1234567890123456'])('%s is none', (typed) => {
  expect(parseTypedNumber(typed, false)).toEqual({ kind: 'unreadable' });
});

test('a whole number has no decimals, and nothing typed is blank', () => {
  expect([parseTypedNumber('3,5', true), parseTypedNumber('12', true), parseTypedNumber('  ', true)]).toEqual(
    [{ kind: 'unreadable' }, { kind: 'number', value: 12 }, { kind: 'blank' }],
  );
});
