import { expect, test } from 'vitest';
import { canaryPlaces, families } from '#tests/support/canaries/canary-fields.ts';

test('every field of every kind has a canary, or a reason why it holds no text', () => {
  expect(Object.keys(canaryPlaces).toSorted()).toEqual([...families()].toSorted());
});
