import { expect, test } from 'vitest';
import { canaryPlaces, objectForms } from '#tests/support/canaries/canary-fields.ts';

test('every field of every kind that can hold words has a canary', () => {
  const without = [...canaryPlaces].flatMap(([family, place]) => (place === null ? [family] : []));
  expect(without).toEqual([]);
  expect([...canaryPlaces.values()].filter((place) => place !== 'holdsNoText').length).toBeGreaterThan(60);
});

test('every form of an object belongs to a field', () => {
  expect(Object.keys(objectForms).filter((family) => !canaryPlaces.has(family))).toEqual([]);
});
