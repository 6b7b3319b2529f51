import * as z from 'zod';
import { RowOrder } from '../assessment/answer-value.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { Kind } from '../document/op.ts';
import { removalContexts } from '../document/removal-context.ts';

/** What is done about the accepted recommendations of one State: one plan per mission's log. */
export const actionPlanKind = Kind.parse('action-plan');

/** Where an item stands (domain.md A2). */
export const PlanItemStatus = z.enum([
  'proposed',
  'agreed',
  'scheduled',
  'in-progress',
  'done',
  'verified',
  'on-hold',
  'dropped',
]);
export type PlanItemStatus = z.infer<typeof PlanItemStatus>;

const longText = z.string().max(20_000);
const shortText = z.string().max(400);
const Day = z.iso.date();

/** Division of labour (domain.md A5): one lead, any supporters, one national counterpart, one funding line. */
export const actionPlanSchema: KindSchema = [
  { pattern: 'title', holds: shortText },
  { pattern: 'mission', holds: z.guid().nullable() },
  { pattern: 'items/*/title', holds: shortText },
  { pattern: 'items/*/assessment', holds: z.guid().nullable() },
  { pattern: 'items/*/recommendation', holds: shortText.nullable() },
  { pattern: 'items/*/dimension', holds: shortText.nullable() },
  { pattern: 'items/*/lead', holds: shortText.nullable() },
  { pattern: 'items/*/supporting', holds: z.readonly(z.array(shortText).max(50)) },
  { pattern: 'items/*/counterpart', holds: shortText.nullable() },
  { pattern: 'items/*/funding-line', holds: shortText.nullable() },
  { pattern: 'items/*/from', holds: Day.nullable() },
  { pattern: 'items/*/to', holds: Day.nullable() },
  { pattern: 'items/*/milestones', holds: longText },
  { pattern: 'items/*/logframe', holds: shortText.nullable() },
  { pattern: 'items/*/status', holds: PlanItemStatus },
  { pattern: 'items/*/status-reason', holds: longText.nullable() },
  { pattern: 'items/*/order', holds: RowOrder },
  { pattern: 'items/*/removed', holds: z.boolean() },
  // Hits of `checkText` that a person has confirmed, by `hitKey`.
  { pattern: 'text-checks/*', holds: z.boolean() },
  { pattern: 'removed', holds: z.boolean() },
  removalContexts,
];
