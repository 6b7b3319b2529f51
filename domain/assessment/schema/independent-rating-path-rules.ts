import * as z from 'zod';
import type { KindSchema } from '#domain/path-rules/kind-schema.ts';
import { noAudience, stateAndAgreedDonor } from '#domain/path-rules/path-audience.ts';
import { EvidenceStrength, MaturityLevel } from '../assessment.ts';

const longRatingText = z.string().max(20_000);

/**
 * Rating of one person who had not seen the other ratings (docs/requirements.md B6.14). One register, because it is
 * one judgement.
 */
export const IndependentRatingValue = z.readonly(
  z.object({ level: MaturityLevel, evidence: EvidenceStrength, rationale: longRatingText }),
);
export type IndependentRatingValue = z.infer<typeof IndependentRatingValue>;

/** Level that the lead assessor decided on where ratings differ, with the reason (docs/requirements.md A3, B6.8). */
export const ConsolidatedRating = z.readonly(
  z.object({
    level: MaturityLevel,
    reason: longRatingText.min(1),
    /** The answer before. Without it the agreement of the raters could not be computed later (B6.14). */
    first: MaturityLevel.optional(),
  }),
);
export type ConsolidatedRating = z.infer<typeof ConsolidatedRating>;

const ratingPart = { rights: 'ratings', group: 'ratings', erasable: 'never' } as const;

/**
 * Assignments and independent ratings of one assessment: `assignments/<dimension or question>`;
 * `second-ratings/<question>/<person>`. The State sees the final decision.
 */
export const independentRatingPathRules: KindSchema<'assessment'> = [
  {
    pattern: 'assignments/*',
    field: ['person', 'path.assignment'],
    holds: z.guid().nullable(),
    ...ratingPart,
    sharedWith: noAudience,
  },
  {
    pattern: 'second-ratings/*/*',
    field: ['secondRating', 'path.secondRating'],
    holds: IndependentRatingValue.nullable(),
    ...ratingPart,
    sharedWith: noAudience,
    erasable: 'past',
    // Recording shows the ratings of others, which nothing takes back.
    undo: 'never',
  },
  {
    pattern: 'consolidations/*',
    field: ['consolidation', 'path.consolidation'],
    holds: ConsolidatedRating.nullable(),
    rights: 'decisions',
    group: 'ratings',
    sharedWith: stateAndAgreedDonor,
    erasable: 'past',
  },
];
