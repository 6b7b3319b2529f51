import { expect, test } from 'vitest';
import { mayReadConfidentialRemarks } from '#domain/kinds/permit.ts';
import { Role } from '#domain/people/role.ts';

test('[E4] strictly confidential remarks are readable only by adviser, reviewer, lead assessor and mission lead', () => {
  const readers = Role.options.filter((role) => mayReadConfidentialRemarks([role]));
  expect(readers).toEqual(['lead', 'mission-lead', 'adviser', 'reviewer']);
  expect(mayReadConfidentialRemarks([])).toBe(false);
  expect(mayReadConfidentialRemarks(['assessor', 'admin'])).toBe(false);
  expect(mayReadConfidentialRemarks(['assessor', 'lead'])).toBe(true);
});
