import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import type { KindSchema, PathRule } from '#domain/path-rules/kind-schema.ts';
import { donorAndState, noAudience, type PathAudience, stateOnly } from '#domain/path-rules/path-audience.ts';
import { Confidentiality } from '../finding.ts';
import {
  AdviserSignOff,
  longReviewText,
  ReturnReason,
  ReviewApproval,
  shortReviewText,
} from '../review/review.ts';
import { type ReviewDateName, ReviewDay, reviewDateLabels, reviewDateNames } from '../review/review-dates.ts';

const reviewPart = {
  rights: 'review',
  group: 'reviewComments',
  sharedWith: noAudience,
  erasable: 'never',
  undo: 'never',
} as const;
const replyPart = {
  rights: 'replies',
  group: 'reviewComments',
  sharedWith: noAudience,
  erasable: 'never',
} as const;
const stateCommentPart = { rights: 'replies', group: 'stateComments', erasable: 'never' } as const;
const stateCommentWords = { ...stateCommentPart, erasable: 'all' } as const;

/** Outsiders to whom a day of the review is shown. */
const reviewDateAudiences: { readonly [date in ReviewDateName]: readonly PathAudience[] } = {
  'shared-on': donorAndState,
  'comments-until': stateOnly,
  'final-on': donorAndState,
  'progress-note-due': donorAndState,
  'follow-up-from': donorAndState,
};

/**
 * Registers of the review and of the field's replies. Author and time are in the ops. `about` names a question, and
 * is empty for the assessment as a whole.
 */
export const reviewPathRules: KindSchema<'assessment'> = [
  { pattern: 'review/points/*/about', field: ['line', 'path.about'], holds: shortReviewText, ...reviewPart },
  {
    pattern: 'review/points/*/text',
    field: ['lines', 'path.text'],
    holds: longReviewText,
    ...reviewPart,
    erasable: 'all',
    // It is confirmed at headquarters, as an override is.
    personalDataCheck: 'never',
  },
  {
    pattern: 'review/points/*/round',
    field: ['other', 'path.review.round'],
    holds: z.int().min(1).max(1_000),
    ...reviewPart,
  },
  {
    pattern: 'review/points/*/settled',
    field: ['flag', 'path.review.settled'],
    holds: z.boolean(),
    ...reviewPart,
  },
  {
    pattern: 'review/points/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...reviewPart,
  },
  // Set by the adviser alone, as `comments/*/mark` is.
  {
    pattern: 'review/points/*/mark',
    field: ['confidentiality', 'path.confidentiality'],
    holds: Confidentiality,
    ...reviewPart,
    rights: 'sign-off',
  },
  {
    pattern: 'review/replies/*/text',
    field: ['lines', 'path.review.reply'],
    holds: longReviewText,
    ...replyPart,
    erasable: 'all',
  },
  {
    pattern: 'review/replies/*/mended',
    field: ['flag', 'path.review.mended'],
    holds: z.boolean(),
    ...replyPart,
  },
  // Person at headquarters who has the assessment, for each of the two duties; null: given back.
  {
    pattern: 'review/assignees/*',
    field: ['other', 'path.review.assignee'],
    holds: PersonId.nullable(),
    ...reviewPart,
  },
  {
    pattern: 'review/returns/*',
    field: ['returned', 'path.review.returned'],
    holds: ReturnReason,
    ...reviewPart,
  },
  {
    pattern: 'review/approval',
    field: ['approval', 'path.review.approval'],
    holds: ReviewApproval.nullable(),
    ...reviewPart,
    erasable: 'past',
    personalDataCheck: 'never',
  },
  // Reason why a final assessment is no longer valid; its successor names it in `follows`.
  {
    pattern: 'review/superseded',
    field: ['returned', 'path.review.superseded'],
    holds: z.readonly(z.object({ reason: longReviewText.min(1) })).nullable(),
    ...reviewPart,
    erasable: 'past',
    personalDataCheck: 'never',
  },
  {
    pattern: 'sign-off/adviser',
    field: ['signOff', 'path.signOff'],
    holds: AdviserSignOff.nullable(),
    ...reviewPart,
    rights: 'sign-off',
    erasable: 'past',
    personalDataCheck: 'never',
  },
  ...reviewDateNames.map(
    (reviewDateName): PathRule<'assessment'> => ({
      pattern: `periods/${reviewDateName}`,
      field: ['day', reviewDateLabels[reviewDateName]],
      holds: ReviewDay.nullable(),
      rights: 'review',
      group: 'ratings',
      sharedWith: reviewDateAudiences[reviewDateName],
      erasable: 'never',
      undo: 'never',
    }),
  ),
  // Comments of the State's institutions on the draft, with their answers (report R2, T6).
  {
    pattern: 'state-comments/*/about',
    field: ['line', 'path.about'],
    holds: shortReviewText,
    ...stateCommentPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'state-comments/*/from',
    field: ['line', 'path.institution.name'],
    holds: shortReviewText,
    ...stateCommentWords,
    sharedWith: stateOnly,
    personalDataCheck: 'never',
  },
  {
    pattern: 'state-comments/*/on',
    field: ['day', 'path.stateComment.on'],
    holds: ReviewDay.nullable(),
    ...stateCommentPart,
    sharedWith: stateOnly,
  },
  {
    pattern: 'state-comments/*/text',
    field: ['lines', 'path.stateComment.text'],
    holds: longReviewText,
    ...stateCommentWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'state-comments/*/response',
    field: ['lines', 'path.stateComment.response'],
    holds: longReviewText,
    ...stateCommentWords,
    sharedWith: stateOnly,
  },
  {
    pattern: 'state-comments/*/removed',
    field: ['removed', 'path.removed'],
    holds: z.boolean(),
    ...stateCommentPart,
    sharedWith: stateOnly,
  },
];
