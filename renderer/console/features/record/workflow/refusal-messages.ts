import type { ReviewProblemCode } from '#api/review-api.ts';
import type { ApiProblem } from '#renderer/console/api/api-request.ts';
import { problemMessagesOf } from '#renderer/console/app/problem-messages.ts';
import type { Message, PlainMessageKey } from '#renderer/i18n';

/** Message for headquarters' refusal of an act. */
export function reviewRefusalMessage(apiProblem: ApiProblem): Message {
  if (apiProblem.kind === 'refused' && isReviewProblemCode(apiProblem.code))
    return { key: reviewRefusalKeys[apiProblem.code] };
  return apiProblem.kind === 'forbidden'
    ? { key: 'review.refused.forbidden' }
    : problemMessagesOf(apiProblem).text;
}

/** Reason why the words of a strictly confidential comment were not shown. */
export const sealedCommentRefusalMessage = (apiProblem: ApiProblem): Message =>
  apiProblem.kind === 'notFound' ? { key: 'review.sealed.gone' } : reviewRefusalMessage(apiProblem);

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
