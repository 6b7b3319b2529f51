import { type Document, valueAt } from '#domain/document/document.ts';
import { countPendingDecisions } from '#domain/kinds/pending-decisions.ts';
import { offeredStatuses } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { AssessmentStatus, assessmentStatusOf } from '../assessment.ts';
import { findUnexplainedRatings } from '../read-answer.ts';
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
  /** Before somebody at headquarters has it. */
  | 'takeBack'
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
      return [
        { act: 'share', to: 'shared', by: 'headquarters' },
        back,
        { act: 'takeBack', to: 'consolidated', by: 'field' },
      ];
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
