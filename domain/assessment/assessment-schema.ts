import * as z from 'zod';
import { Json } from '../base/json.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { removalContexts } from '../document/removal-context.ts';
import { RecordedCalculations, RowId, RowOrder, StoredAnswer } from './answer-value.ts';
import { AnswerState, AssessmentStatus, AssessmentType, Confidence, Level, NaReason } from './assessment.ts';
import { findingPaths } from './finding.ts';
import { RatingOverride, reviewPaths } from './review.ts';
import { severalAssessorsPaths } from './several-assessors.ts';

const longText = z.string().max(20_000);
const shortText = z.string().max(400);

export const assessmentSchema: KindSchema = [
  { pattern: 'title', holds: shortText },
  { pattern: 'mission', holds: z.guid().nullable() },
  { pattern: 'instrument', holds: shortText },
  // What `instrument` was before it was moved to another version.
  { pattern: 'instrument-before', holds: shortText.nullable() },
  { pattern: 'type', holds: AssessmentType.nullable() },
  { pattern: 'reference-date', holds: z.iso.date().nullable() },
  // The assessment that this one follows up or supersedes, and why there is a new version.
  { pattern: 'follows', holds: z.guid().nullable() },
  { pattern: 'version-reason', holds: longText.nullable() },
  { pattern: 'institution/**', holds: Json },
  { pattern: 'screening/*', holds: Json },
  { pattern: 'answers/*/state', holds: AnswerState.nullable() },
  { pattern: 'answers/*/level', holds: Level.nullable() },
  { pattern: 'answers/*/na-reason', holds: NaReason.nullable() },
  { pattern: 'answers/*/rationale', holds: longText.nullable() },
  { pattern: 'answers/*/confidence', holds: Confidence.nullable() },
  // The reviewer's alone, unlike all else of an answer.
  { pattern: 'answers/*/override', holds: RatingOverride.nullable() },
  // How it differs between parts of the country.
  { pattern: 'answers/*/variation', holds: longText.nullable() },
  { pattern: 'answers/*/evidence/**', holds: Json },
  { pattern: 'answers/*/value', holds: StoredAnswer },
  { pattern: 'answers/*/*/order', holds: RowOrder },
  { pattern: 'answers/*/*/parent', holds: RowId.nullable() },
  { pattern: 'answers/*/*/removed', holds: z.boolean() },
  { pattern: 'answers/*/*/*/value', holds: StoredAnswer },
  // By place and part, written when it is handed in (recorded-calculations.ts).
  { pattern: 'calculated/*/*', holds: RecordedCalculations.nullable() },
  { pattern: 'comments/**', holds: Json },
  // Hits of `checkText` that a person has confirmed, by `hitKey`.
  { pattern: 'text-checks/*', holds: z.boolean() },
  ...severalAssessorsPaths,
  ...findingPaths,
  ...reviewPaths,
  { pattern: 'status', holds: AssessmentStatus },
  { pattern: 'notes/*', holds: 'text' },
  { pattern: 'notes/*', holds: Json },
  { pattern: 'removed', holds: z.boolean() },
  removalContexts,
];
