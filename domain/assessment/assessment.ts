import * as z from 'zod';
import { Json } from '../base/json.ts';
import { Kind } from '../document/op.ts';
import type { KindSchema } from '../document/kind-schema.ts';
import { RowId, RowOrder, StoredAnswer } from './answer-value.ts';

export const assessmentKind = Kind.parse('assessment');

/** Where an assessment stands (domain.md A2). `final` is locked (M7). */
export const AssessmentStatus = z.enum([
  'draft',
  'fieldwork',
  'consolidated',
  'quality-review',
  'shared',
  'comments-addressed',
  'final',
  'superseded',
]);
export type AssessmentStatus = z.infer<typeof AssessmentStatus>;

/** What was answered to an indicator (domain.md B2); `null` and never written are both blank. */
export const AnswerState = z.enum(['rated', 'na', 'ne', 'declined', 'blank']);
export type AnswerState = z.infer<typeof AnswerState>;

/** Maturity, 1 ad hoc to 5 sustained (domain.md B1). */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Level = z.infer<typeof Level>;

/** How strong the evidence is (domain.md B3). */
export const EvidenceStrength = z.enum(['E0', 'E1', 'E2', 'E3', 'E4']);
export type EvidenceStrength = z.infer<typeof EvidenceStrength>;

export const Confidence = z.enum(['low', 'medium', 'high']);
export type Confidence = z.infer<typeof Confidence>;

export const EvidenceKind = z.enum(['document', 'interview', 'observation', 'statistic']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

const longText = z.string().max(20_000);
const shortText = z.string().max(400);

export const assessmentSchema: KindSchema = [
  { pattern: 'title', holds: shortText },
  { pattern: 'mission', holds: z.guid().nullable() },
  { pattern: 'instrument', holds: shortText },
  // What `instrument` was before it was moved to another version.
  { pattern: 'instrument-before', holds: shortText.nullable() },
  { pattern: 'institution/**', holds: Json },
  { pattern: 'screening/*', holds: Json },
  { pattern: 'answers/*/state', holds: AnswerState.nullable() },
  { pattern: 'answers/*/level', holds: Level.nullable() },
  { pattern: 'answers/*/rationale', holds: longText.nullable() },
  { pattern: 'answers/*/confidence', holds: Confidence.nullable() },
  { pattern: 'answers/*/override', holds: Json },
  { pattern: 'answers/*/evidence/**', holds: Json },
  { pattern: 'answers/*/value', holds: StoredAnswer },
  { pattern: 'answers/*/*/order', holds: RowOrder },
  { pattern: 'answers/*/*/parent', holds: RowId.nullable() },
  { pattern: 'answers/*/*/removed', holds: z.boolean() },
  { pattern: 'answers/*/*/*/value', holds: StoredAnswer },
  { pattern: 'comments/**', holds: Json },
  { pattern: 'status', holds: AssessmentStatus },
  { pattern: 'notes/*', holds: 'text' },
  { pattern: 'notes/*', holds: Json },
  { pattern: 'removed', holds: z.boolean() },
];
