import { expect, test } from 'vitest';
import {
  dotOf,
  advanceVector,
  hasSeenDot,
  joinVersionVectors,
  highestSeenNumber,
} from '#domain/document/op.ts';
import { deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';

test('[M6] a device advances by its next op alone: a hole and an op that was seen are bugs', () => {
  expect(advanceVector({ [deviceA]: 3 }, deviceA, 4)).toEqual({ [deviceA]: 4 });
  expect(advanceVector({ [deviceA]: 3 }, deviceB, 1)).toEqual({ [deviceA]: 3, [deviceB]: 1 });
  for (const n of [5, 3, 1])
    expect(() => advanceVector({ [deviceA]: 3 }, deviceA, n)).toThrow('where 4 was due');
  expect(() => advanceVector({}, deviceA, 2)).toThrow('where 1 was due');
});

test('every number up to the last is seen, and none of a device that is not named', () => {
  const vector = { [deviceA]: 3 };
  expect([1, 3, 4].map((n) => hasSeenDot(vector, dotOf(deviceA, n)))).toEqual([true, true, false]);
  expect(hasSeenDot(vector, dotOf(deviceB, 1))).toBe(false);
  expect(highestSeenNumber(vector, deviceB)).toBe(0);
});

test('two vectors join to what is seen in either', () => {
  const [one, other] = [
    { [deviceA]: 3, [deviceB]: 1 },
    { [deviceB]: 5, [deviceC]: 2 },
  ];
  const joined = { [deviceA]: 3, [deviceB]: 5, [deviceC]: 2 };
  expect([joinVersionVectors(one, other), joinVersionVectors(other, one)]).toEqual([joined, joined]);
});
