import * as z from 'zod';
import { Kind } from '../document/op.ts';

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

/** Why a question does not apply (domain.md B2); in words beside it. */
export const NaReason = z.enum(['outside-mandate', 'function-elsewhere', 'federal-share']);
export type NaReason = z.infer<typeof NaReason>;

export const Confidence = z.enum(['low', 'medium', 'high']);
export type Confidence = z.infer<typeof Confidence>;

/** What readers are told of how sure a rating is: it follows from the strongest evidence (domain.md B3). */
export function confidenceOf(evidence: EvidenceStrength): Confidence {
  if (evidence === 'E0' || evidence === 'E1') return 'low';
  return evidence === 'E2' ? 'medium' : 'high';
}

export const EvidenceKind = z.enum(['document', 'interview', 'observation', 'statistic']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Why an institution is assessed: at first, in part, or again (domain.md A1). */
export const AssessmentType = z.enum(['baseline', 'focused', 'follow-up']);
export type AssessmentType = z.infer<typeof AssessmentType>;
