import type { AssessmentReview } from '#domain/assessment/review/review.ts';
import type { WorkshopSession } from '#domain/workshop/workshop.ts';
import type { FormSectionReading } from '#forms/engine/form-lines.ts';
import type { PathDescription } from '#renderer/console/parts/describe-path.ts';
import type { AssessmentReading } from './answers/assessment-reading.ts';
import type { RecordHistoryState } from './timeline/change-list-view.tsx';
import type { WriterNames } from './timeline/record-history.ts';
import type { ReviewService } from './workflow/review-service.ts';

/** Parts with a page of one name, beside an assessment's dimensions and a workshop's sessions. */
export type CommonRecordPart =
  | 'overview'
  | 'findings'
  | 'review'
  | 'safeguards'
  | 'participants'
  | 'learning'
  | 'actions'
  | 'notes'
  | 'conflicts'
  | 'held'
  | 'history';

/** Parts of a record, each null where it has none. */
interface RecordParts {
  readonly assessment: AssessmentReading | null;
  readonly sessions: readonly WorkshopSession[] | null;
  readonly form: readonly FormSectionReading[] | null;
  readonly reviewing: RecordReview | null;
}

/** Part of a record that an address names. An unknown part leads to the overview. */
export function resolveRecordPart(
  wanted: string,
  { assessment, sessions, form, reviewing }: RecordParts,
): string {
  const parts = [
    ...(assessment ? ['findings'] : []),
    ...(sessions ? ['participants', 'learning', 'actions', 'notes'] : []),
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
  // An adviser with the right to sign off comes for the safeguards.
  return wanted === '' && assessment && reviewing?.service.rights.sign ? 'safeguards' : 'overview';
}

/** Part with a question: the page of the form, or its dimension (`D5.4` in D5). */
export const recordPartOfQuestion = (question: string, sectionReadings: RecordParts['form']): string => {
  const sectionReading = sectionReadings?.find(({ lines }) =>
    lines.some(({ subject }) => subject === question),
  );
  if (sectionReading !== undefined) return sectionReading.part;
  const [dimension = '', number] = question.split('.', 2);
  return number === undefined ? '' : dimension;
};

/** Review of the record on the screen, with the rights of the person. */
export interface RecordReview {
  readonly review: AssessmentReview;
  readonly service: ReviewService;
  /** Name of a comment's question: its code, or its label in a form. */
  readonly nameOf: (about: string) => string;
}

/** Sources of every part of a record, beside the part itself. */
export interface RecordSources {
  readonly names: WriterNames;
  readonly history: RecordHistoryState;
  /** Null for records without a review. */
  readonly reviewing: RecordReview | null;
  readonly labelOf: (path: string) => PathDescription;
}
