import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { causalContextRule } from '../document/causal-context.ts';
import {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  EvidenceStrength,
  MaturityLevel,
  NotApplicableReason,
  RatingConfidence,
  RecordedCalculations,
  RowId,
  RowOrder,
  StoredAnswer,
} from './assessment.ts';
import { findingPathRules } from './finding.ts';
import { RatingOverride, reviewPathRules } from './review.ts';

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

/**
 * Assignments and independent ratings of one assessment: `assignments/<dimension or question>`;
 * `second-ratings/<question>/<person>`.
 */
const independentRatingPathRules: KindSchema = [
  { pattern: 'assignments/*', holds: z.guid().nullable() },
  { pattern: 'second-ratings/*/*', holds: IndependentRatingValue.nullable() },
  { pattern: 'consolidations/*', holds: ConsolidatedRating.nullable() },
];

const longAnswerText = z.string().max(20_000);
const shortAnswerText = z.string().max(400);

export const assessmentSchema: KindSchema = [
  { pattern: 'title', holds: shortAnswerText },
  { pattern: 'mission', holds: z.guid().nullable() },
  { pattern: 'instrument', holds: shortAnswerText },
  // The value of `instrument` before the move to another version.
  { pattern: 'instrument-before', holds: shortAnswerText.nullable() },
  { pattern: 'type', holds: AssessmentType.nullable() },
  { pattern: 'reference-date', holds: z.iso.date().nullable() },
  // The assessment that this one follows up or supersedes, and the reason for a new version.
  { pattern: 'follows', holds: z.guid().nullable() },
  { pattern: 'version-reason', holds: longAnswerText.nullable() },
  { pattern: 'institution/**', holds: JsonValue },
  { pattern: 'screening/*', holds: JsonValue },
  { pattern: 'answers/*/state', holds: AnswerStatus.nullable() },
  { pattern: 'answers/*/level', holds: MaturityLevel.nullable() },
  { pattern: 'answers/*/na-reason', holds: NotApplicableReason.nullable() },
  { pattern: 'answers/*/rationale', holds: longAnswerText.nullable() },
  { pattern: 'answers/*/confidence', holds: RatingConfidence.nullable() },
  // Written by the reviewer alone, unlike the rest of an answer.
  { pattern: 'answers/*/override', holds: RatingOverride.nullable() },
  // Variation between parts of the country.
  { pattern: 'answers/*/variation', holds: longAnswerText.nullable() },
  { pattern: 'answers/*/evidence/**', holds: JsonValue },
  { pattern: 'answers/*/value', holds: StoredAnswer },
  { pattern: 'answers/*/*/order', holds: RowOrder },
  { pattern: 'answers/*/*/parent', holds: RowId.nullable() },
  { pattern: 'answers/*/*/removed', holds: z.boolean() },
  { pattern: 'answers/*/*/*/value', holds: StoredAnswer },
  // By place and part, written on submission (domain/assessment/recorded-calculations.ts).
  { pattern: 'calculated/*/*', holds: RecordedCalculations.nullable() },
  { pattern: 'comments/**', holds: JsonValue },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`.
  { pattern: 'text-checks/*', holds: z.boolean() },
  ...independentRatingPathRules,
  ...findingPathRules,
  ...reviewPathRules,
  { pattern: 'status', holds: AssessmentStatus },
  { pattern: 'notes/*', holds: 'text' },
  { pattern: 'notes/*', holds: JsonValue },
  { pattern: 'removed', holds: z.boolean() },
  causalContextRule,
];
