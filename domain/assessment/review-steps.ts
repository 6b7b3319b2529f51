import * as z from 'zod';
import { addToDay } from '#base/calendar-day.ts';
import { civilDayMs } from '#base/civil-date.ts';
import { type Document, valueAt } from '../document/document.ts';
import { countPendingDecisions } from '../kinds/pending-decisions.ts';
import { mayReleaseHeldOps, offeredStatuses } from '../kinds/permit.ts';
import type { Role } from '../people/role.ts';
import { AssessmentStatus, assessmentStatusOf } from './assessment.ts';
import type { ReviewFacts } from './assessment-summary.ts';
import { findUnexplainedRatings } from './read-answer.ts';
import { type AssessmentReview, commentsToResolve, readAssessmentReview } from './review.ts';

/** Obstacle to a step; `approval` is the reviewer's, `signOff` the adviser's (docs/requirements.md A3). */
export type ReviewStepObstacle =
  | { readonly kind: 'conflicts'; readonly count: number }
  /** A follow-up of no assessment: change could not be measured (B6.13). */
  | { readonly kind: 'followsMissing' }
  | { readonly kind: 'commentsUnresolved'; readonly comments: readonly string[] }
  | { readonly kind: 'approvalMissing' }
  /** Ratings above their evidence wait for the reviewer's reason (docs/requirements.md B3). */
  | { readonly kind: 'ratingsUnexplained'; readonly questions: readonly string[] }
  | { readonly kind: 'signOffMissing' }
  | { readonly kind: 'signOffWithheld' };

/** One possible next step of an assessment. */
export interface ReviewStep {
  readonly act: ReviewStepAct;
  readonly to: AssessmentStatus;
  /** The side that takes it: the field app shows headquarters' steps as awaited, and the console the field's. */
  readonly by: 'field' | 'headquarters';
  /** True when these roles may take it. */
  readonly isMine: boolean;
  /** Empty: it can be taken now. */
  readonly obstacles: readonly ReviewStepObstacle[];
}

export type ReviewStepAct =
  | 'begin'
  | 'consolidate'
  | 'submit'
  | 'resubmit'
  | 'return'
  | 'share'
  | 'addressComments'
  | 'finalize'
  | 'supersede';

/** Statuses of docs/requirements.md A2 in the order in which an assessment goes through them. */
export const assessmentStatusOrder: readonly AssessmentStatus[] = AssessmentStatus.options;

/**
 * Possible next steps of this assessment, the usual one first. Asks the rules that will decide the step. Conditions
 * outside these rules are obstacles: approval and sign-off before it is final, resolved comments before it goes back.
 */
export function reviewStepsFor(document: Document, roles: readonly Role[]): readonly ReviewStep[] {
  const assessmentReview = readAssessmentReview(document);
  const offeredAssessmentStatuses = offeredStatuses(roles, document, AssessmentStatus.options);
  return reviewTransitionsFrom(assessmentStatusOf(document), assessmentReview).map(({ act, to, by }) => ({
    act,
    to,
    by,
    isMine: offeredAssessmentStatuses.includes(to),
    obstacles: reviewStepObstaclesOf(act, document, assessmentReview),
  }));
}

type ReviewTransition = Pick<ReviewStep, 'act' | 'to' | 'by'>;

function reviewTransitionsFrom(
  assessmentStatus: AssessmentStatus,
  { round }: AssessmentReview,
): readonly ReviewTransition[] {
  const submit: ReviewTransition = {
    act: round > 0 ? 'resubmit' : 'submit',
    to: 'quality-review',
    by: 'field',
  };
  const back: ReviewTransition = { act: 'return', to: 'consolidated', by: 'headquarters' };
  switch (assessmentStatus) {
    case 'draft':
      return [{ act: 'begin', to: 'fieldwork', by: 'field' }];
    case 'fieldwork':
      return [{ act: 'consolidate', to: 'consolidated', by: 'field' }];
    case 'consolidated':
      return [submit];
    case 'quality-review':
      return [{ act: 'share', to: 'shared', by: 'headquarters' }, back];
    case 'shared':
      return [{ act: 'addressComments', to: 'comments-addressed', by: 'field' }];
    case 'comments-addressed':
      return [{ act: 'finalize', to: 'final', by: 'headquarters' }, back];
    case 'final':
      return [{ act: 'supersede', to: 'superseded', by: 'headquarters' }];
    case 'superseded':
      return [];
  }
}

function reviewStepObstaclesOf(
  stepAct: ReviewStepAct,
  document: Document,
  assessmentReview: AssessmentReview,
): readonly ReviewStepObstacle[] {
  const unresolved = commentsToResolve(assessmentReview).map(({ id }) => id);
  const unresolvedComments: readonly ReviewStepObstacle[] =
    unresolved.length > 0 ? [{ kind: 'commentsUnresolved', comments: unresolved }] : [];
  switch (stepAct) {
    case 'submit':
      return missingPredecessorObstacle(document);
    case 'resubmit':
      return [...missingPredecessorObstacle(document), ...unresolvedComments];
    case 'share':
      return [
        ...(assessmentReview.approval === null ? [{ kind: 'approvalMissing' } as const] : []),
        ...unfinishedObstacles(document),
      ];
    case 'finalize':
      return [...signOffStepObstacle(assessmentReview), ...unfinishedObstacles(document)];
    default:
      return [];
  }
}

function unfinishedObstacles(document: Document): readonly ReviewStepObstacle[] {
  const conflicts = countPendingDecisions(document);
  const questions = findUnexplainedRatings(document);
  return [
    ...(conflicts > 0 ? [{ kind: 'conflicts', count: conflicts } as const] : []),
    ...(questions.length > 0 ? [{ kind: 'ratingsUnexplained', questions } as const] : []),
  ];
}

const missingPredecessorObstacle = (document: Document): readonly ReviewStepObstacle[] =>
  valueAt(document, 'type') === 'follow-up' && (valueAt(document, 'follows') ?? null) === null
    ? [{ kind: 'followsMissing' }]
    : [];

function signOffStepObstacle({ signOff }: AssessmentReview): readonly ReviewStepObstacle[] {
  if (signOff === null) return [{ kind: 'signOffMissing' }];
  return signOff.decision === 'withheld' ? [{ kind: 'signOffWithheld' }] : [];
}

import defaults from './default-review-periods.json' with { type: 'json' };

/** Waiting times of headquarters after a step (docs/requirements.md A2, A4): data that a programme may change. */
export const ReviewPeriodLengths = z.readonly(
  z.object({
    /** The State's time to comment on a shared draft. */
    commentDays: z.int().min(1).max(365),
    /** Months after the final report until the State's note on progress is asked for. */
    progressNoteMonths: z.int().min(1).max(60),
    /** Months after which changed indicators are assessed again. */
    followUpMonths: z.int().min(1).max(60),
  }),
);
export type ReviewPeriodLengths = z.infer<typeof ReviewPeriodLengths>;

/** Lengths for a programme that sets none. */
export const defaultReviewPeriodLengths: ReviewPeriodLengths = ReviewPeriodLengths.parse(defaults);

/** Last day for comments on a draft that is shared on this day, such as `2026-12-24`. */
export const commentPeriodEnd = (sharedOn: string, days: number): string => addToDay(sharedOn, { days });

/** Dates that follow from an assessment that is final on this day. */
export const datesAfterFinal = (
  finalOn: string,
  { progressNoteMonths, followUpMonths }: ReviewPeriodLengths,
): { readonly progressNoteDue: string; readonly followUpFrom: string } => ({
  progressNoteDue: addToDay(finalOn, { months: progressNoteMonths }),
  followUpFrom: addToDay(finalOn, { months: followUpMonths }),
});

/** Task of a person at headquarters in an assessment. */
export type ReviewTask = 'read' | 'settle' | 'signOff' | 'explain' | 'decide' | 'commentsOver';

/** Statuses in which a person at headquarters may have a task. */
export const reviewTaskStatuses = [
  'quality-review',
  'shared',
  'comments-addressed',
] as const satisfies readonly AssessmentStatus[];

/** Assessment in review, with the roles of the reader in its mission. */
interface ReviewedAssessment {
  readonly roles: readonly Role[];
  readonly status: AssessmentStatus;
  readonly facts: Pick<ReviewFacts, 'openPoints' | 'unexplained' | 'signOff' | 'commentsUntil'>;
}

/** Task of this person in one assessment on this day; null: none. */
export function reviewTaskOf({ roles, status, facts }: ReviewedAssessment, today: string): ReviewTask | null {
  const isReviewer = mayReleaseHeldOps(roles);
  const isAdviser = roles.includes('adviser');
  const needsSignature = facts.signOff === 'missing' || facts.signOff === 'outdated';
  switch (status) {
    case 'quality-review':
      if (isReviewer && facts.openPoints > 0) return 'settle';
      if (isReviewer) return facts.signOff === 'signed' ? decisionTaskOf(facts) : 'read';
      return isAdviser && needsSignature ? 'signOff' : null;
    case 'shared':
      if (isReviewer && isDayOver(facts.commentsUntil, today)) return 'commentsOver';
      return isAdviser && needsSignature ? 'signOff' : null;
    case 'comments-addressed':
      if (isReviewer && (facts.openPoints > 0 || !needsSignature))
        return facts.openPoints > 0 ? 'settle' : decisionTaskOf(facts);
      if (isAdviser && needsSignature) return 'signOff';
      return isReviewer ? 'read' : null;
    default:
      return null;
  }
}

/** Nothing is approved before each rating above its evidence has a reason (docs/requirements.md B3). */
const decisionTaskOf = ({ unexplained }: ReviewedAssessment['facts']): ReviewTask =>
  unexplained > 0 ? 'explain' : 'decide';

/** Days in one status after which an assessment waits too long: ten working days. */
const longWaitDays = 14;

/** Return whether an assessment has been in its status for more than two weeks. */
export const isLongInStatus = ({ sinceMs }: Pick<ReviewFacts, 'sinceMs'>, nowMs: number): boolean =>
  nowMs - sinceMs > longWaitDays * civilDayMs;

/** The day itself is not over. */
export const isDayOver = (day: string | null, today: string): boolean => day !== null && day < today;
