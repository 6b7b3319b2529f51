import * as z from 'zod';
import { type DocumentLookup, valueAt } from '../document/document.ts';
import { DocumentKind } from '../document/op.ts';
import { DocumentId, LogId } from '../ids.ts';

export const assessmentKind = DocumentKind.parse('assessment');

/** Status of an assessment (docs/requirements.md A2). `final` is locked (M7). */
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

/** Status of an assessment; a draft until a person sets another. */
export const assessmentStatusOf = (documentLookup: DocumentLookup | undefined): AssessmentStatus =>
  AssessmentStatus.catch('draft').parse(valueAt(documentLookup, 'status'));

/** Kind of answer to an indicator (docs/requirements.md B2); `null` and an unwritten register are both blank. */
export const AnswerStatus = z.enum(['rated', 'na', 'ne', 'declined', 'blank']);
export type AnswerStatus = z.infer<typeof AnswerStatus>;

/** Maturity, 1 ad hoc to 5 sustained (docs/requirements.md B1). */
export const MaturityLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type MaturityLevel = z.infer<typeof MaturityLevel>;

/** Answer that a rationale explains: a level, or the reason why there is none. */
export const ExplainedAnswer = z.union([MaturityLevel, AnswerStatus.extract(['na', 'ne', 'declined'])]);
export type ExplainedAnswer = z.infer<typeof ExplainedAnswer>;

/** Strength of the evidence (docs/requirements.md B3). */
export const EvidenceStrength = z.enum(['E0', 'E1', 'E2', 'E3', 'E4']);
export type EvidenceStrength = z.infer<typeof EvidenceStrength>;

/** Reason why a question does not apply (docs/requirements.md B2); an explanation is beside it. */
export const NotApplicableReason = z.enum(['outside-mandate', 'function-elsewhere', 'federal-share']);
export type NotApplicableReason = z.infer<typeof NotApplicableReason>;

export const RatingConfidence = z.enum(['low', 'medium', 'high']);
export type RatingConfidence = z.infer<typeof RatingConfidence>;

/** Confidence of a rating for readers: it follows from the strongest evidence (docs/requirements.md B3). */
export function confidenceOfEvidence(evidenceStrength: EvidenceStrength): RatingConfidence {
  if (evidenceStrength === 'E0' || evidenceStrength === 'E1') return 'low';
  return evidenceStrength === 'E2' ? 'medium' : 'high';
}

export const EvidenceKind = z.enum(['document', 'interview', 'observation', 'statistic']);
export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** Handling of one kind of evidence in reports and copies. */
interface EvidenceKindHandling {
  /** False: no reader outside is shown an item of this kind (docs/requirements.md E5). */
  readonly isShared: boolean;
  /** Its items are meetings with a person, and the mission note counts them. */
  readonly isMeeting: boolean;
  /** Strength until a person chooses another (docs/requirements.md B3). */
  readonly strength: EvidenceStrength;
}

export const evidenceKindHandling: { readonly [Kind in EvidenceKind]: EvidenceKindHandling } = {
  document: { isShared: true, isMeeting: false, strength: 'E3' },
  interview: { isShared: false, isMeeting: true, strength: 'E1' },
  observation: { isShared: true, isMeeting: false, strength: 'E2' },
  statistic: { isShared: true, isMeeting: false, strength: 'E3' },
};

/** Reason for an assessment: first, partial or repeated (docs/requirements.md A1). */
export const AssessmentType = z.enum(['baseline', 'focused', 'follow-up']);
export type AssessmentType = z.infer<typeof AssessmentType>;

/** The other of two records of one assessment that was moved between missions. */
export const MovedRecord = z.readonly(z.object({ log: LogId, doc: DocumentId }));
export type MovedRecord = z.infer<typeof MovedRecord>;

/** Return whether a path is a reviewer's override of a rating: beside the answer, and no part of it. */
export const isRatingOverridePath = (path: string): boolean => /^answers\/[^/]+\/override$/.test(path);
