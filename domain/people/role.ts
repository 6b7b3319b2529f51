import * as z from 'zod';

/** What a person may be in a log (domain.md A3); names as on the command line (security.md 4). */
export const Role = z.enum([
  'assessor',
  'lead',
  'trainer',
  'rapporteur',
  'mission-lead',
  'adviser',
  'reviewer',
  'manager',
  'me-officer',
  'partner',
  'dpo',
  'admin',
]);
export type Role = z.infer<typeof Role>;
