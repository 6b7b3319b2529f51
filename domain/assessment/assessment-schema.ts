import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import type { KindSchema } from '../path-rules/kind-schema.ts';
import {
  allAudiences,
  allIfStateAgrees,
  donorAndState,
  noAudience,
  stateAndAgreedDonor,
  stateOnly,
} from '../path-rules/path-audience.ts';
import { reportTextRules } from '../path-rules/report-texts.ts';
import { causalContextRule } from '../path-rules/causal-context-rule.ts';
import {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  EvidenceStrength,
  MaturityLevel,
  MovedRecord,
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

const aboutAssessment = { rights: 'about', group: 'ratings', erasable: 'never' } as const;
const institutionPart = { rights: 'about', group: 'institution', erasable: 'never' } as const;
const ratingPart = { rights: 'ratings', group: 'ratings', erasable: 'never' } as const;
const ratingWords = { ...ratingPart, erasable: 'all' } as const;
const evidencePart = { ...ratingPart, group: 'evidenceItem' } as const;
const evidenceWords = { ...evidencePart, erasable: 'all' } as const;
// The question of a comment is in its value, not in its path: all are handled like those on D7.
const commentPart = {
  rights: 'comments',
  group: 'reviewComments',
  sharedWith: noAudience,
  erasable: 'never',
} as const;
const notePart = { rights: 'notes', group: 'ratings', sharedWith: noAudience, erasable: 'all' } as const;

/**
 * Assignments and independent ratings of one assessment: `assignments/<dimension or question>`;
 * `second-ratings/<question>/<person>`. The State sees the final decision.
 */
const independentRatingPathRules: KindSchema<'assessment'> = [
  { pattern: 'assignments/*', holds: z.guid().nullable(), ...ratingPart, sharedWith: noAudience },
  {
    pattern: 'second-ratings/*/*',
    holds: IndependentRatingValue.nullable(),
    ...ratingPart,
    sharedWith: noAudience,
    erasable: 'past',
    // Recording shows the ratings of others, which nothing takes back.
    undo: 'never',
  },
  {
    pattern: 'consolidations/*',
    holds: ConsolidatedRating.nullable(),
    rights: 'decisions',
    group: 'ratings',
    sharedWith: stateAndAgreedDonor,
    erasable: 'past',
  },
];

const longAnswerText = z.string().max(20_000);
const shortAnswerText = z.string().max(400);

export const assessmentSchema: KindSchema<'assessment'> = [
  // A title may name the institution: a donor sees that an assessment exists, and its progress.
  {
    pattern: 'title',
    holds: shortAnswerText,
    ...aboutAssessment,
    sharedWith: allIfStateAgrees,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  {
    pattern: 'mission',
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: allAudiences,
    undo: 'never',
  },
  {
    pattern: 'instrument',
    holds: shortAnswerText,
    ...aboutAssessment,
    group: 'instrument',
    sharedWith: donorAndState,
    undo: 'never',
  },
  // The value of `instrument` before the move to another version.
  {
    pattern: 'instrument-before',
    holds: shortAnswerText.nullable(),
    ...aboutAssessment,
    group: 'instrument',
    sharedWith: noAudience,
    undo: 'never',
  },
  { pattern: 'type', holds: AssessmentType.nullable(), ...aboutAssessment, sharedWith: allAudiences },
  { pattern: 'reference-date', holds: z.iso.date().nullable(), ...aboutAssessment, sharedWith: stateOnly },
  // The assessment that this one follows up or supersedes, and the reason for a new version.
  {
    pattern: 'follows',
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: donorAndState,
    undo: 'never',
  },
  // The mission of that assessment, where it is another one.
  {
    pattern: 'follows-mission',
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'version-reason',
    holds: longAnswerText.nullable(),
    ...aboutAssessment,
    sharedWith: stateOnly,
    erasable: 'all',
  },
  {
    pattern: 'institution/name',
    holds: JsonValue,
    ...institutionPart,
    sharedWith: allIfStateAgrees,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  // Entry of the programme's register: records keep it when the institution is renamed.
  {
    pattern: 'institution/ref',
    holds: z.guid().nullable(),
    ...institutionPart,
    sharedWith: noAudience,
  },
  { pattern: 'institution/**', holds: JsonValue, ...institutionPart, sharedWith: allIfStateAgrees },
  {
    pattern: 'screening/*',
    holds: JsonValue,
    ...ratingPart,
    sharedWith: stateOnly,
    personalDataCheck: 'always',
  },
  {
    pattern: 'answers/*/state',
    holds: AnswerStatus.nullable(),
    ...ratingPart,
    sharedWith: stateAndAgreedDonor,
  },
  {
    pattern: 'answers/*/level',
    holds: MaturityLevel.nullable(),
    ...ratingPart,
    sharedWith: stateAndAgreedDonor,
  },
  {
    pattern: 'answers/*/na-reason',
    holds: NotApplicableReason.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  { pattern: 'answers/*/rationale', holds: longAnswerText.nullable(), ...ratingWords, sharedWith: stateOnly },
  {
    pattern: 'answers/*/confidence',
    holds: RatingConfidence.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  // Written by the reviewer alone, unlike the rest of an answer.
  {
    pattern: 'answers/*/override',
    holds: RatingOverride.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
    rights: 'overrides',
    erasable: 'past',
    // It is confirmed at headquarters, where it is written: nobody on a laptop may change it.
    personalDataCheck: 'never',
  },
  // Variation between parts of the country.
  { pattern: 'answers/*/variation', holds: longAnswerText.nullable(), ...ratingWords, sharedWith: stateOnly },
  { pattern: 'answers/*/evidence/*/title', holds: JsonValue, ...evidenceWords, sharedWith: stateOnly },
  { pattern: 'answers/*/evidence/*/holder', holds: JsonValue, ...evidenceWords, sharedWith: stateOnly },
  { pattern: 'answers/*/evidence/**', holds: JsonValue, ...evidencePart, sharedWith: stateOnly },
  // The subject of a question is not in its path. Free text may hold names, as a rationale may.
  { pattern: 'answers/*/value', holds: StoredAnswer, ...ratingWords, sharedWith: stateOnly },
  { pattern: 'answers/*/*/order', holds: RowOrder, ...ratingPart, sharedWith: stateOnly },
  { pattern: 'answers/*/*/parent', holds: RowId.nullable(), ...ratingPart, sharedWith: stateOnly },
  { pattern: 'answers/*/*/removed', holds: z.boolean(), ...ratingPart, sharedWith: stateOnly },
  { pattern: 'answers/*/*/*/value', holds: StoredAnswer, ...ratingWords, sharedWith: stateOnly },
  // By place and part, written on submission (domain/assessment/recorded-calculations.ts): from words of answers.
  {
    pattern: 'calculated/*/*',
    holds: RecordedCalculations.nullable(),
    ...ratingWords,
    sharedWith: stateOnly,
    undo: 'aside',
    personalDataCheck: 'never',
  },
  { pattern: 'comments/*/text', holds: JsonValue, ...commentPart, erasable: 'all' },
  // The adviser decides how a remark of any writer is handled.
  { pattern: 'comments/*/mark', holds: JsonValue, ...commentPart, rights: 'sign-off', undo: 'never' },
  { pattern: 'comments/**', holds: JsonValue, ...commentPart },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`. Every writer may confirm.
  { pattern: 'text-checks/*', holds: z.boolean(), ...commentPart, undo: 'never' },
  ...independentRatingPathRules,
  ...findingPathRules,
  ...reportTextRules<'assessment'>({ rights: 'findings', group: 'findings', sharedWith: noAudience }),
  ...reviewPathRules,
  {
    pattern: 'status',
    holds: AssessmentStatus,
    ...aboutAssessment,
    sharedWith: allAudiences,
    rights: 'status',
    undo: 'never',
  },
  { pattern: 'notes/*', holds: 'text', ...notePart },
  { pattern: 'notes/*', holds: JsonValue, ...notePart },
  // Out of the list of its mission, and still in reports.
  { pattern: 'archived', holds: z.boolean(), ...aboutAssessment, sharedWith: noAudience },
  { pattern: 'removed', holds: z.boolean(), ...aboutAssessment, sharedWith: allAudiences },
  // The former record of an assessment in another mission, and the record that took its place there.
  {
    pattern: 'moved-from',
    holds: MovedRecord.nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'moved-to',
    holds: MovedRecord.nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
  },
  // Everybody who may remove an item writes the causal context of the removal.
  causalContextRule({ rights: 'comments', group: 'ratings' }),
];
