import type { RecordHistoryState } from './timeline/record-history-view.tsx';
import type { WriterNames } from './timeline/record-history.ts';
import type { PathLabel } from '#renderer/console/parts/path-labels.ts';
import type { AssessmentReview } from '#domain/assessment/review.ts';
import type { ReviewService } from './workflow/review-service.ts';
import type { WorkshopSession } from '#domain/workshop/workshop.ts';
import type { AssessmentReading } from './answers/assessment-reading.ts';
import type { FormSectionReading } from '#forms/engine/form-lines.ts';

/** The parts of a record that every kind has. Beside them stand an assessment's dimensions and a workshop's sessions. */
export type CommonRecordPart =
  | 'overview'
  | 'findings'
  | 'review'
  | 'safeguards'
  | 'conflicts'
  | 'held'
  | 'history';

/** What a record consists of, each null where it has no such thing. */
interface RecordParts {
  readonly assessment: AssessmentReading | null;
  readonly sessions: readonly WorkshopSession[] | null;
  readonly form: readonly FormSectionReading[] | null;
  readonly reviewing: RecordReview | null;
}

/** Which part an address names. What the record does not have leads to its overview. */
export function resolveRecordPart(
  wanted: string,
  { assessment, sessions, form, reviewing }: RecordParts,
): string {
  const parts = [
    ...(assessment ? ['findings'] : []),
    ...(reviewing ? ['review'] : []),
    ...(reviewing && assessment ? ['safeguards'] : []),
    'conflicts',
    'held',
    'history',
    ...(assessment?.dimensions.map(({ dimension }) => dimension.code) ?? []),
    ...(sessions?.map(({ id }) => id) ?? []),
    ...(form?.map(({ part }) => part) ?? []),
  ];
  if (parts.includes(wanted)) return wanted;
  // Who is here to sign has come for the safeguards.
  return wanted === '' && assessment && reviewing?.service.rights.sign ? 'safeguards' : 'overview';
}

/** The part in which a question stands: the page of the form, or its dimension (`D5.4` in D5). */
export const recordPartOfQuestion = (question: string, form: RecordParts['form']): string => {
  const section = form?.find(({ lines }) => lines.some(({ place }) => place === question));
  if (section !== undefined) return section.part;
  const [dimension = '', number] = question.split('.', 2);
  return number === undefined ? '' : dimension;
};

/** The review of the record on the screen, and the desk from which it is seen. */
export interface RecordReview {
  readonly review: AssessmentReview;
  readonly service: ReviewService;
  /** What people call a question that a point is about: its code, or what a form asks there. */
  readonly nameOf: (about: string) => string;
}

/** What every part of a record needs beside the part itself. */
export interface RecordSources {
  readonly names: WriterNames;
  readonly history: RecordHistoryState;
  /** Null for what is not reviewed. */
  readonly reviewing: RecordReview | null;
  readonly labelOf: (path: string) => PathLabel;
}
