import * as z from 'zod';

/** Role of a person in a log (docs/requirements.md A3); names as on the command line. */
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
