import { unreachable } from '#base/result.ts';
import type { ReviewRefusal } from '#domain/assessment/review/decide-review-act.ts';
import { statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import type { LanguageFormat, Message, MessageKey, Translate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';

/** Obstacle of an act, and the next step. */
export function reviewObstacleMessage(
  reviewRefusal: ReviewRefusal,
  translate: Translate,
  format: LanguageFormat,
): Message {
  switch (reviewRefusal.kind) {
    case 'pointsOpen':
    case 'conflictsOpen':
    case 'commentsUnanswered':
      return { key: reviewObstacleKeys[reviewRefusal.kind], values: { count: reviewRefusal.count } };
    case 'ratingsUnexplained': {
      const { questions } = reviewRefusal;
      return {
        key: reviewObstacleKeys[reviewRefusal.kind],
        values: { count: questions.length, questions: questions.join(', ') },
      };
    }
    case 'commentsRunning':
      return {
        key: reviewObstacleKeys[reviewRefusal.kind],
        values: { day: format.date(localNoonMs(reviewRefusal.until)) },
      };
    case 'notAtThisStep':
      return {
        key: reviewObstacleKeys[reviewRefusal.kind],
        values: { status: translate(statusLabelKey(reviewRefusal.status) ?? 'value.status.none') },
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
      return { key: reviewObstacleKeys[reviewRefusal.kind] };
    default:
      return unreachable(reviewRefusal);
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
