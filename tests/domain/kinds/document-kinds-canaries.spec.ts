import { expect, test } from 'vitest';
import { canaryFields, objectForms } from '#tests/support/canaries/canary-fields.ts';

test('every field of every kind that can hold words has a canary', () => {
  const without = [...canaryFields].flatMap(([family, canaryField]) =>
    canaryField === null ? [family] : [],
  );
  expect(without).toEqual([]);
  expect(
    [...canaryFields.values()].filter((canaryField) => canaryField !== 'holdsNoText').length,
  ).toBeGreaterThan(60);
});

test('every form of an object belongs to a field', () => {
  expect(Object.keys(objectForms).filter((family) => !canaryFields.has(family))).toEqual([]);
});
