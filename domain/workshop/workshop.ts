import * as z from 'zod';
import { Json } from '../base/json.ts';
import { Kind } from '../document/op.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { removalContexts } from '../document/removal-context.ts';
import { Day } from '../mission/mission.ts';

export const workshopKind = Kind.parse('workshop');

/** Where a workshop stands (domain.md A2). */
export const WorkshopStatus = z.enum([
  'draft',
  'confirmed',
  'under-way',
  'completed',
  'report-drafted',
  'report-approved',
  'closed',
  'postponed',
  'cancelled',
]);
export type WorkshopStatus = z.infer<typeof WorkshopStatus>;

const shortText = z.string().max(400);

export const workshopSchema: KindSchema = [
  { pattern: 'title', holds: shortText },
  { pattern: 'mission', holds: z.guid().nullable() },
  { pattern: 'template', holds: shortText.nullable() },
  { pattern: 'from', holds: Day.nullable() },
  { pattern: 'to', holds: Day.nullable() },
  { pattern: 'status', holds: WorkshopStatus },
  { pattern: 'sessions/*/notes', holds: 'text' },
  { pattern: 'sessions/*/title', holds: shortText },
  { pattern: 'sessions/*/order', holds: z.string().max(200) },
  { pattern: 'sessions/*/minutes', holds: z.number().nonnegative().max(1440).nullable() },
  // Method, lead function, objectives and what a template adds; each widens this list when its screen comes.
  { pattern: 'sessions/*/method', holds: shortText.nullable() },
  { pattern: 'sessions/*/output', holds: shortText.nullable() },
  { pattern: 'sessions/*/day', holds: z.int().min(1).max(60).nullable() },
  { pattern: 'sessions/*/removed', holds: z.boolean() },
  { pattern: 'attendance/**', holds: Json },
  { pattern: 'removed', holds: z.boolean() },
  removalContexts,
];
