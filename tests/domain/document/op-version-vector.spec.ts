import { expect, test } from 'vitest';
import {
  advanceVector,
  dotOf,
  hasSeenDot,
  highestSeenNumber,
  joinVersionVectors,
} from '#domain/document/op.ts';
import { deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';

test('[M6] a device advances only by its next op: gaps and repeated ops throw', () => {
  expect(advanceVector({ [deviceA]: 3 }, deviceA, 4)).toEqual({ [deviceA]: 4 });
  expect(advanceVector({ [deviceA]: 3 }, deviceB, 1)).toEqual({ [deviceA]: 3, [deviceB]: 1 });
  for (const n of [5, 3, 1])
    expect(() => advanceVector({ [deviceA]: 3 }, deviceA, n)).toThrow('where 4 was due');
  expect(() => advanceVector({}, deviceA, 2)).toThrow('where 1 was due');
});

test('all numbers up to the last are seen, and none of an unnamed device', () => {
  const vector = { [deviceA]: 3 };
  expect([1, 3, 4].map((n) => hasSeenDot(vector, dotOf(deviceA, n)))).toEqual([true, true, false]);
  expect(hasSeenDot(vector, dotOf(deviceB, 1))).toBe(false);
  expect(highestSeenNumber(vector, deviceB)).toBe(0);
});

test('two vectors join to the union of their seen ops', () => {
  const [one, other] = [
    { [deviceA]: 3, [deviceB]: 1 },
    { [deviceB]: 5, [deviceC]: 2 },
  ];
  const joined = { [deviceA]: 3, [deviceB]: 5, [deviceC]: 2 };
  expect([joinVersionVectors(one, other), joinVersionVectors(other, one)]).toEqual([joined, joined]);
});
