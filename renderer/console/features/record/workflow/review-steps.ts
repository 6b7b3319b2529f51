import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { type ReviewRefusal, reviewObstaclesTo } from '#domain/assessment/review/decide-review-act.ts';
import type { ReviewAct } from '#domain/assessment/review/review-act.ts';
import { type Document, valueAt } from '#domain/document/document.ts';
import type { MessageKey } from '#renderer/i18n';
import type { ReviewService } from './review-service.ts';

/** Step of the whole record that this person may take. */
export type ReviewStepKind = 'return' | 'share' | 'addressComments' | 'finalize' | 'signOff' | 'supersede';

export interface OfferedReviewStep {
  readonly step: ReviewStepKind;
  /** Empty: it can be taken now. */
  readonly obstacles: readonly ReviewRefusal[];
}

/** Steps that follow from the record's status, the usual one first, for people who may take them. */
export function offeredReviewSteps(
  document: Document,
  { rights, facts }: ReviewService,
): readonly OfferedReviewStep[] {
  const status = AssessmentStatus.safeParse(valueAt(document, 'status'));
  const ways = status.success ? reviewStepsByStatus[status.data] : [];
  return ways
    .filter((step) => (step === 'signOff' ? rights.sign : rights.steps))
    .map((reviewStepKind) => ({
      step: reviewStepKind,
      obstacles: reviewObstaclesTo(document, exampleReviewAct(reviewStepKind), facts),
    }));
}

const reviewStepsByStatus: { readonly [status in AssessmentStatus]: readonly ReviewStepKind[] } = {
  draft: [],
  fieldwork: [],
  consolidated: [],
  'quality-review': ['signOff', 'share', 'finalize', 'return'],
  shared: ['signOff', 'addressComments', 'finalize', 'return'],
  'comments-addressed': ['signOff', 'finalize', 'share', 'return'],
  final: ['supersede'],
  superseded: [],
};

/** Act with all values of its form, so that only the record can refuse it. */
function exampleReviewAct(reviewStepKind: ReviewStepKind): ReviewAct {
  switch (reviewStepKind) {
    case 'return':
      return { act: reviewStepKind, reason: '-' };
    case 'share':
      return { act: reviewStepKind, days: 1, note: '', harm: 'none' };
    case 'addressComments':
      return { act: reviewStepKind };
    case 'finalize':
      return { act: reviewStepKind, note: '' };
    case 'signOff':
      return { act: reviewStepKind, decision: 'signed', note: '' };
    case 'supersede':
      return { act: reviewStepKind, reason: '-' };
  }
}

/** Label of each step, and its effect. */
export const reviewStepLabels = {
  return: { action: 'review.return.action', text: 'review.return.text', title: 'review.return.title' },
  share: { action: 'review.share.action', text: 'review.share.text', title: 'review.share.title' },
  addressComments: {
    action: 'review.address.action',
    text: 'review.address.text',
    title: 'review.address.title',
  },
  finalize: {
    action: 'review.finalize.action',
    text: 'review.finalize.text',
    title: 'review.finalize.title',
  },
  signOff: { action: 'review.signOff.action', text: 'review.signOff.text', title: 'review.signOff.title' },
  supersede: {
    action: 'review.supersede.action',
    text: 'review.supersede.text',
    title: 'review.supersede.title',
  },
} as const satisfies {
  readonly [step in ReviewStepKind]: { readonly [part in 'action' | 'text' | 'title']: MessageKey };
};
