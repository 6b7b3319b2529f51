import * as z from 'zod';
import { LogId } from '../ids.ts';

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

/**
 * Role of the members of a group in one mission, or in all missions (`log` null), also in later ones. It ends after
 * `endsOn`, a day of UTC; null without an end.
 */
export const GroupRole = z.readonly(
  z.object({
    // An administrator reads no mission, so no group makes one.
    role: Role.exclude(['admin']),
    log: LogId.nullable(),
    endsOn: z.iso.date().nullable(),
  }),
);
export type GroupRole = z.infer<typeof GroupRole>;
