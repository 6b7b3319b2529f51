import * as z from 'zod';
import type { KindSchema } from '../document/kind-schema.ts';
import { EvidenceStrength, Level } from './assessment.ts';
import { Mark } from './finding.ts';

const longText = z.string().max(20_000);
const shortText = z.string().max(400);
const Day = z.iso.date();

/** Why an assessment went back, and in which round; its points name the round. Without a reason the points say it all. */
export const Return = z.readonly(z.object({ reason: longText }));
export type Return = z.infer<typeof Return>;

/** The reviewer's word that it may be shared with the State. */
export const Approval = z.readonly(z.object({ note: longText }));
export type Approval = z.infer<typeof Approval>;

/** The adviser's word on the safeguards, recorded before an assessment becomes final (domain.md A3). */
export const SignOff = z.readonly(
  z.object({
    decision: z.enum(['signed', 'withheld']),
    note: longText,
    /** The answers that the adviser had before them (`ratingsSight`): when they change, it holds no longer. */
    seen: z.string().max(64).optional(),
  }),
);
export type SignOff = z.infer<typeof SignOff>;

/** Why a reviewer lets a rating stand above what its evidence carries (domain.md B3), and the rating that it was said of. */
export const RatingOverride = z.readonly(
  z.object({ reason: longText.min(1), level: Level, evidence: EvidenceStrength }),
);
export type RatingOverride = z.infer<typeof RatingOverride>;

/** Days that follow from a step (domain.md A2). */
export const periods = [
  'shared-on',
  'comments-until',
  'final-on',
  'progress-note-due',
  'follow-up-from',
] as const;
export type Period = (typeof periods)[number];

/**
 * What headquarters says of an assessment and what the field answers. Who and when stand in the ops. `about` names a
 * question, and is empty for the assessment as a whole.
 */
export const reviewPaths: KindSchema = [
  { pattern: 'review/points/*/about', holds: shortText },
  { pattern: 'review/points/*/text', holds: longText },
  { pattern: 'review/points/*/round', holds: z.int().min(1).max(1_000) },
  { pattern: 'review/points/*/settled', holds: z.boolean() },
  { pattern: 'review/points/*/removed', holds: z.boolean() },
  // Set by the adviser alone, as `comments/*/mark` is.
  { pattern: 'review/points/*/mark', holds: Mark },
  { pattern: 'review/replies/*/text', holds: longText },
  { pattern: 'review/replies/*/mended', holds: z.boolean() },
  { pattern: 'review/returns/*', holds: Return },
  { pattern: 'review/approval', holds: Approval.nullable() },
  // Why a final assessment holds no longer; the one that came after it says in `follows` what it follows.
  {
    pattern: 'review/superseded',
    holds: z.readonly(z.object({ reason: longText.min(1) })).nullable(),
  },
  { pattern: 'sign-off/adviser', holds: SignOff.nullable() },
  ...periods.map((period) => ({ pattern: `periods/${period}`, holds: Day.nullable() })),
  // What the State's institutions said of the draft, and what was answered (report R2, T6).
  { pattern: 'state-comments/*/about', holds: shortText },
  { pattern: 'state-comments/*/from', holds: shortText },
  { pattern: 'state-comments/*/on', holds: Day.nullable() },
  { pattern: 'state-comments/*/text', holds: longText },
  { pattern: 'state-comments/*/response', holds: longText },
  { pattern: 'state-comments/*/removed', holds: z.boolean() },
];
