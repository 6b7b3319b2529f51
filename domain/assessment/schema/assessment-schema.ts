import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { causalContextRule } from '#domain/path-rules/causal-context-rule.ts';
import type { KindSchema } from '#domain/path-rules/kind-schema.ts';
import {
  allAudiences,
  allIfStateAgrees,
  donorAndState,
  noAudience,
  stateAndAgreedDonor,
  stateOnly,
} from '#domain/path-rules/path-audience.ts';
import { reportTextRules } from '#domain/path-rules/report-texts.ts';
import {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  ExplainedAnswer,
  MaturityLevel,
  MovedRecord,
  NotApplicableReason,
  RatingConfidence,
} from '../assessment.ts';
import { RatingOverride } from '../review/review.ts';
import { findingPathRules } from './finding-path-rules.ts';
import { independentRatingPathRules } from './independent-rating-path-rules.ts';
import { reviewPathRules } from './review-path-rules.ts';
import { RecordedCalculations, RowId, RowOrder, StoredAnswer } from './stored-answer.ts';

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

const longAnswerText = z.string().max(20_000);
const shortAnswerText = z.string().max(400);

export const assessmentSchema: KindSchema<'assessment'> = [
  // A title may name the institution: a donor sees that an assessment exists, and its progress.
  {
    pattern: 'title',
    field: ['line', 'path.title'],
    holds: shortAnswerText,
    ...aboutAssessment,
    sharedWith: allIfStateAgrees,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  {
    pattern: 'mission',
    field: ['other', 'path.mission'],
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: allAudiences,
    undo: 'never',
  },
  {
    pattern: 'instrument',
    field: ['instrument', 'path.instrument'],
    holds: shortAnswerText,
    ...aboutAssessment,
    group: 'instrument',
    sharedWith: donorAndState,
    undo: 'never',
  },
  // The value of `instrument` before the move to another version.
  {
    pattern: 'instrument-before',
    field: ['instrument', 'path.instrumentBefore'],
    holds: shortAnswerText.nullable(),
    ...aboutAssessment,
    group: 'instrument',
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'type',
    field: ['assessmentType', 'path.assessmentType'],
    holds: AssessmentType.nullable(),
    ...aboutAssessment,
    sharedWith: allAudiences,
  },
  {
    pattern: 'reference-date',
    field: ['day', 'path.referenceDate'],
    holds: z.iso.date().nullable(),
    ...aboutAssessment,
    sharedWith: stateOnly,
  },
  // The assessment that this one follows up or supersedes, and the reason for a new version.
  {
    pattern: 'follows',
    field: ['other', 'path.follows'],
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: donorAndState,
    undo: 'never',
  },
  // The mission of that assessment, where it is another one.
  {
    pattern: 'follows-mission',
    field: ['other', 'path.followsMission'],
    holds: z.guid().nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'version-reason',
    field: ['lines', 'path.versionReason'],
    holds: longAnswerText.nullable(),
    ...aboutAssessment,
    sharedWith: stateOnly,
    erasable: 'all',
  },
  {
    pattern: 'institution/name',
    field: ['line', 'path.institution.name'],
    holds: JsonValue,
    ...institutionPart,
    sharedWith: allIfStateAgrees,
    erasable: 'all',
    personalDataCheck: 'never',
  },
  // Entry of the programme's register: records keep it when the institution is renamed.
  {
    pattern: 'institution/ref',
    field: ['other', 'path.institution.ref'],
    holds: z.guid().nullable(),
    ...institutionPart,
    sharedWith: noAudience,
  },
  {
    pattern: 'institution/**',
    field: ['other', 'path.institution.detail'],
    holds: JsonValue,
    ...institutionPart,
    sharedWith: allIfStateAgrees,
  },
  {
    pattern: 'screening/*',
    field: ['other', 'path.screening'],
    holds: JsonValue,
    ...ratingPart,
    sharedWith: stateOnly,
    personalDataCheck: 'always',
  },
  {
    pattern: 'answers/*/state',
    field: ['answerStatus', 'path.answer'],
    holds: AnswerStatus.nullable(),
    ...ratingPart,
    sharedWith: stateAndAgreedDonor,
  },
  {
    pattern: 'answers/*/level',
    field: ['level', 'path.level'],
    holds: MaturityLevel.nullable(),
    ...ratingPart,
    sharedWith: stateAndAgreedDonor,
  },
  {
    pattern: 'answers/*/na-reason',
    field: ['naReason', 'path.naReason'],
    holds: NotApplicableReason.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/rationale',
    field: ['lines', 'path.rationale'],
    holds: longAnswerText.nullable(),
    ...ratingWords,
    sharedWith: stateOnly,
  },
  // The answer that stood when the rationale was written: another person may have given another since, unseen.
  {
    pattern: 'answers/*/rationale-for',
    field: ['other', 'path.rationaleFor'],
    holds: ExplainedAnswer.nullable(),
    ...ratingPart,
    sharedWith: noAudience,
  },
  {
    pattern: 'answers/*/confidence',
    field: ['confidence', 'path.confidence'],
    holds: RatingConfidence.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  // Written by the reviewer alone, unlike the rest of an answer.
  {
    pattern: 'answers/*/override',
    field: ['override', 'path.override'],
    holds: RatingOverride.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
    rights: 'overrides',
    erasable: 'past',
    // It is confirmed at headquarters, where it is written: nobody on a laptop may change it.
    personalDataCheck: 'never',
  },
  // Variation between parts of the country.
  {
    pattern: 'answers/*/variation',
    field: ['lines', 'path.variation'],
    holds: longAnswerText.nullable(),
    ...ratingWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/evidence/*/title',
    field: ['line', 'path.evidence.title'],
    holds: JsonValue,
    ...evidenceWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/evidence/*/holder',
    field: ['line', 'path.evidence.holder'],
    holds: JsonValue,
    ...evidenceWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/evidence/**',
    field: ['other', 'path.detail'],
    holds: JsonValue,
    ...evidencePart,
    sharedWith: stateOnly,
  },
  // The subject of a question is not in its path. Free text may hold names, as a rationale may.
  {
    pattern: 'answers/*/value',
    field: ['other', 'path.answer'],
    holds: StoredAnswer,
    ...ratingWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/*/order',
    field: ['order', 'path.order'],
    holds: RowOrder,
    ...ratingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/*/parent',
    field: ['other', 'path.row.parent'],
    holds: RowId.nullable(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...ratingPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'answers/*/*/*/value',
    field: ['other', 'path.answer'],
    holds: StoredAnswer,
    ...ratingWords,
    sharedWith: stateOnly,
  },
  // By place and part, written on submission (domain/assessment/recorded-calculations.ts): from words of answers.
  {
    pattern: 'calculated/*/*',
    field: ['other', 'path.calculated'],
    holds: RecordedCalculations.nullable(),
    ...ratingWords,
    sharedWith: stateOnly,
    undo: 'aside',
    personalDataCheck: 'never',
  },
  {
    pattern: 'comments/*/text',
    field: ['lines', 'path.comment.text'],
    holds: JsonValue,
    ...commentPart,
    erasable: 'all',
  },
  // The adviser decides how a remark of any writer is handled.
  {
    pattern: 'comments/*/mark',
    field: ['confidentiality', 'path.confidentiality'],
    holds: JsonValue,
    ...commentPart,
    rights: 'sign-off',
    undo: 'never',
  },
  { pattern: 'comments/**', field: ['other', 'path.detail'], holds: JsonValue, ...commentPart },
  // Hits of `findPersonalData` that a person has confirmed, by `personalDataHitKey`. Every writer may confirm.
  {
    pattern: 'text-checks/*',
    field: ['flag', 'path.textCheck'],
    holds: z.boolean(),
    ...commentPart,
    undo: 'never',
  },
  ...independentRatingPathRules,
  ...findingPathRules,
  ...reportTextRules<'assessment'>({ rights: 'findings', group: 'findings', sharedWith: noAudience }),
  ...reviewPathRules,
  {
    pattern: 'status',
    field: ['assessmentStatus', 'path.status'],
    holds: AssessmentStatus,
    ...aboutAssessment,
    sharedWith: allAudiences,
    rights: 'status',
    undo: 'never',
  },
  { pattern: 'notes/*', field: ['lines', 'path.note'], holds: 'text', ...notePart },
  { pattern: 'notes/*', field: ['lines', 'path.note'], holds: JsonValue, ...notePart },
  // Out of the list of its mission, and still in reports.
  {
    pattern: 'archived',
    field: ['flag', 'path.archived'],
    holds: z.boolean(),
    ...aboutAssessment,
    sharedWith: noAudience,
  },
  {
    pattern: 'removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...aboutAssessment,
    sharedWith: allAudiences,
  },
  // The former record of an assessment in another mission, and the record that took its place there.
  {
    pattern: 'moved-from',
    field: ['other', 'path.movedFrom'],
    holds: MovedRecord.nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
    undo: 'never',
  },
  {
    pattern: 'moved-to',
    field: ['other', 'path.movedTo'],
    holds: MovedRecord.nullable(),
    ...aboutAssessment,
    sharedWith: noAudience,
  },
  // Everybody who may remove an item writes the causal context of the removal.
  causalContextRule({ rights: 'comments', group: 'ratings' }),
];
