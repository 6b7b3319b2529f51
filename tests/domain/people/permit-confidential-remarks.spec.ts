import { expect, test } from 'vitest';
import { mayReadConfidentialRemarks } from '#domain/people/permit.ts';
import { Role } from '#domain/people/role.ts';

test('[E4] what is strictly confidential is read by the adviser, the reviewer and the two leads, and by nobody else', () => {
  const readers = Role.options.filter((role) => mayReadConfidentialRemarks([role]));
  expect(readers).toEqual(['lead', 'mission-lead', 'adviser', 'reviewer']);
  expect(mayReadConfidentialRemarks([])).toBe(false);
  expect(mayReadConfidentialRemarks(['assessor', 'admin'])).toBe(false);
  expect(mayReadConfidentialRemarks(['assessor', 'lead'])).toBe(true);
});
