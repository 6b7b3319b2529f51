import * as z from 'zod';
import { Json } from '../base/json.ts';
import { Kind } from '../document/op.ts';
import { ErasedCount } from '../privacy/erasure.ts';
import { ExportNote } from '../privacy/export-note.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { removalContexts } from '../document/removal-context.ts';
import { NationalLevel } from './national-level.ts';

export const missionKind = Kind.parse('mission');

/** Where a mission stands (domain.md A2). */
export const MissionStatus = z.enum([
  'planned',
  'approved',
  'under-way',
  'completed',
  'reported',
  'closed',
  'cancelled',
]);
export type MissionStatus = z.infer<typeof MissionStatus>;

/** A calendar day, `2026-11-24`; missions and workshops have days, not instants. */
export const Day = z.iso.date();

/** ISO 3166 alpha-2, or XA to XZ (user-assigned) for fictional countries. */
export const Country = z.string().regex(/^[A-Z]{2}$/);

export const missionSchema: KindSchema = [
  { pattern: 'title', holds: z.string().max(400) },
  { pattern: 'country', holds: Country },
  { pattern: 'from', holds: Day.nullable() },
  { pattern: 'to', holds: Day.nullable() },
  { pattern: 'status', holds: MissionStatus },
  { pattern: 'team/**', holds: Json },
  // By indicator.
  { pattern: 'national/*', holds: NationalLevel.nullable() },
  // Hits of `checkText` that a person has confirmed, by `hitKey`.
  { pattern: 'text-checks/*', holds: z.boolean() },
  // What the retention clock of a laptop erased of this mission: the number alone.
  { pattern: 'erased/*', holds: ErasedCount, once: true },
  // What was taken out of Fieldbook on a laptop, and for whom.
  { pattern: 'exports/*', holds: ExportNote, once: true },
  { pattern: 'removed', holds: z.boolean() },
  removalContexts,
];
