import { unreachable } from '#base/result.ts';
import type { ReviewRefusal } from '#domain/assessment/decide-review-act.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import { statusLabelKey } from '#renderer/console/parts/status-pill.tsx';
import type { LanguageFormat } from '#renderer/i18n/language-format.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import type { Translate } from '#renderer/i18n/use-translate.ts';
import { localNoonMs } from '#renderer/console/parts/local-noon.ts';

/** Obstacle of an act, and the next step. */
export function reviewObstacleMessage(
  refusal: ReviewRefusal,
  say: Translate,
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
        values: { status: say(statusLabelKey(refusal.status) ?? 'value.status.none') },
      };
    case 'recordLocked':
    case 'nothingToMend':
    case 'reasonMissing':
    case 'pointUnknown':
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
  recordLocked: 'desk.refused.locked',
  notAtThisStep: 'desk.refused.step',
  nothingToMend: 'desk.refused.nothing',
  reasonMissing: 'desk.refused.reason',
  pointUnknown: 'desk.refused.point',
  commentUnknown: 'desk.refused.comment',
  pointsOpen: 'desk.refused.pointsOpen',
  conflictsOpen: 'desk.refused.conflicts',
  ratingsUnexplained: 'desk.refused.unexplained',
  notAboveEvidence: 'desk.refused.notAbove',
  signOffMissing: 'desk.refused.signOffMissing',
  signOffWithheld: 'desk.refused.signOffWithheld',
  signOffOutdated: 'desk.refused.signOffOutdated',
  commentsRunning: 'desk.refused.running',
  commentsUnanswered: 'desk.refused.unanswered',
  sameAsRater: 'desk.refused.rater',
  successorMissing: 'desk.refused.successor',
} as const satisfies { readonly [kind in ReviewRefusal['kind']]: MessageKey };

/** Message for headquarters' refusal of an act. */
export function reviewRefusalMessage(problem: ApiProblem): Message {
  const key = problem.kind === 'refused' ? reviewRefusalKeys.get(problem.code) : undefined;
  if (key !== undefined) return { key };
  return problem.kind === 'forbidden' ? { key: 'desk.refused.forbidden' } : problemMessagesOf(problem).text;
}

/** Reason why the words of a strictly confidential comment were not shown. */
export const sealedCommentRefusalMessage = (problem: ApiProblem): Message =>
  problem.kind === 'notFound' ? { key: 'desk.sealed.gone' } : reviewRefusalMessage(problem);

/** Without figures: the page, which shows them, is fetched again. */
const reviewRefusalKeys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['record-moved', 'desk.refused.moved'],
  ['record-locked', 'desk.refused.locked'],
  ['not-at-this-step', 'desk.refused.otherStep'],
  ['nothing-to-mend', 'desk.refused.nothing'],
  ['reason-missing', 'desk.refused.reason'],
  ['point-unknown', 'desk.refused.point'],
  ['comment-unknown', 'desk.refused.comment'],
  ['points-open', 'desk.refused.somePoints'],
  ['conflicts-open', 'desk.refused.someConflicts'],
  ['ratings-unexplained', 'desk.refused.someUnexplained'],
  ['not-above-evidence', 'desk.refused.notAbove'],
  ['sign-off-missing', 'desk.refused.signOffMissing'],
  ['sign-off-withheld', 'desk.refused.signOffWithheld'],
  ['sign-off-outdated', 'desk.refused.signOffOutdated'],
  ['comments-running', 'desk.refused.stillRunning'],
  ['comments-unanswered', 'desk.refused.someUnanswered'],
  ['same-as-rater', 'desk.refused.rater'],
  ['successor-missing', 'desk.refused.successor'],
  ['sealed-elsewhere', 'desk.sealed.elsewhere'],
]);
