import { expect, test } from 'vitest';
import { mayReadSealed } from '#domain/people/permit.ts';
import { Role } from '#domain/people/role.ts';

test('[E4] what is strictly confidential is read by the adviser, the reviewer and the two leads, and by nobody else', () => {
  const readers = Role.options.filter((role) => mayReadSealed([role]));
  expect(readers).toEqual(['lead', 'mission-lead', 'adviser', 'reviewer']);
  expect(mayReadSealed([])).toBe(false);
  expect(mayReadSealed(['assessor', 'admin'])).toBe(false);
  expect(mayReadSealed(['assessor', 'lead'])).toBe(true);
});
