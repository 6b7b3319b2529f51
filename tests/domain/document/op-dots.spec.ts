import { expect, test } from 'vitest';
import { Dot, dotOf, maximumOpNumber } from '#domain/document/op.ts';
import { deviceA } from '#tests/support/builders/ops.ts';

test('a dot takes numbers from 1 to the maximum in canonical notation only', () => {
  expect(Dot.safeParse(dotOf(deviceA, 1)).success).toBe(true);
  expect(Dot.safeParse(dotOf(deviceA, maximumOpNumber)).success).toBe(true);
  const wrong = ['0', '01', String(maximumOpNumber + 1), '1.5', '1e3', '-1', ''];
  expect(wrong.filter((number) => Dot.safeParse(`${deviceA}.${number}`).success)).toEqual([]);
});
