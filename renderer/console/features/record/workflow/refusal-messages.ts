import type { ReviewProblemCode } from '#api/review-api.ts';
import { unreachable } from '#base/result.ts';
import type { ReviewRefusal } from '#domain/assessment/decide-review-act.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { statusLabelKey } from '#renderer/console/parts/table-cells.tsx';
import type { LanguageFormat, Message, MessageKey, PlainMessageKey, Translate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';

/** Obstacle of an act, and the next step. */
export function reviewObstacleMessage(
  refusal: ReviewRefusal,
  translate: Translate,
  format: LanguageFormat,
): Message {
  switch (refusal.kind) {
    case 'pointsOpen':
    case 'conflictsOpen':
    case 'commentsUnanswered':
      return { key: reviewObstacleKeys[refusal.kind], values: { count: refusal.count } };
    case 'ratingsUnexplained': {
      const { questions } = refusal;
      return {
        key: reviewObstacleKeys[refusal.kind],
        values: { count: questions.length, questions: questions.join(', ') },
      };
    }
    case 'commentsRunning':
      return {
        key: reviewObstacleKeys[refusal.kind],
        values: { day: format.date(localNoonMs(refusal.until)) },
      };
    case 'notAtThisStep':
      return {
        key: reviewObstacleKeys[refusal.kind],
        values: { status: translate(statusLabelKey(refusal.status) ?? 'value.status.none') },
      };
    case 'recordLocked':
    case 'nothingToMend':
    case 'reasonMissing':
    case 'pointUnknown':
    case 'pointSent':
    case 'commentUnknown':
    case 'notAboveEvidence':
    case 'signOffMissing':
    case 'signOffWithheld':
    case 'signOffOutdated':
    case 'sameAsRater':
    case 'successorMissing':
      return { key: reviewObstacleKeys[refusal.kind] };
    default:
      return unreachable(refusal);
  }
}

const reviewObstacleKeys = {
  recordLocked: 'review.refused.locked',
  notAtThisStep: 'review.refused.step',
  nothingToMend: 'review.refused.nothing',
  reasonMissing: 'review.refused.reason',
  pointUnknown: 'review.refused.point',
  pointSent: 'review.refused.pointSent',
  commentUnknown: 'review.refused.comment',
  pointsOpen: 'review.refused.pointsOpen',
  conflictsOpen: 'review.refused.conflicts',
  ratingsUnexplained: 'review.refused.unexplained',
  notAboveEvidence: 'review.refused.notAbove',
  signOffMissing: 'review.refused.signOffMissing',
  signOffWithheld: 'review.refused.signOffWithheld',
  signOffOutdated: 'review.refused.signOffOutdated',
  commentsRunning: 'review.refused.running',
  commentsUnanswered: 'review.refused.unanswered',
  sameAsRater: 'review.refused.rater',
  successorMissing: 'review.refused.successor',
} as const satisfies { readonly [kind in ReviewRefusal['kind']]: MessageKey };

/** Message for headquarters' refusal of an act. */
export function reviewRefusalMessage(problem: ApiProblem): Message {
  if (problem.kind === 'refused' && isReviewProblemCode(problem.code))
    return { key: reviewRefusalKeys[problem.code] };
  return problem.kind === 'forbidden' ? { key: 'review.refused.forbidden' } : problemMessagesOf(problem).text;
}

/** Reason why the words of a strictly confidential comment were not shown. */
export const sealedCommentRefusalMessage = (problem: ApiProblem): Message =>
  problem.kind === 'notFound' ? { key: 'review.sealed.gone' } : reviewRefusalMessage(problem);

const isReviewProblemCode = (code: string): code is ReviewProblemCode =>
  Object.hasOwn(reviewRefusalKeys, code);

/** Without figures: the page, which shows them, is fetched again. */
const reviewRefusalKeys: { readonly [code in ReviewProblemCode]: PlainMessageKey } = {
  'record-moved': 'review.refused.moved',
  'record-locked': 'review.refused.locked',
  'not-at-this-step': 'review.refused.otherStep',
  'nothing-to-mend': 'review.refused.nothing',
  'reason-missing': 'review.refused.reason',
  'point-unknown': 'review.refused.point',
  'point-sent': 'review.refused.pointSent',
  'comment-unknown': 'review.refused.comment',
  'points-open': 'review.refused.somePoints',
  'conflicts-open': 'review.refused.someConflicts',
  'ratings-unexplained': 'review.refused.someUnexplained',
  'not-above-evidence': 'review.refused.notAbove',
  'sign-off-missing': 'review.refused.signOffMissing',
  'sign-off-withheld': 'review.refused.signOffWithheld',
  'sign-off-outdated': 'review.refused.signOffOutdated',
  'comments-running': 'review.refused.stillRunning',
  'comments-unanswered': 'review.refused.someUnanswered',
  'same-as-rater': 'review.refused.rater',
  'successor-missing': 'review.refused.successor',
  'sealed-elsewhere': 'review.sealed.elsewhere',
};
