import type { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { pointsToMend, type Review } from '#domain/assessment/read-review.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** What is to do next with an assessment, in a sentence. `unanswered`: comments of the State without an answer. */
export function nextMessage(
  status: AssessmentStatus,
  review: Review,
  comments: number,
  open: number,
): Message {
  switch (status) {
    case 'draft':
      return { key: 'life.next.draft' };
    case 'fieldwork':
      return { key: 'life.next.fieldwork' };
    case 'consolidated':
      return review.round === 0
        ? { key: 'life.next.consolidated' }
        : { key: 'life.next.returned', values: { count: pointsToMend(review).length } };
    case 'quality-review':
      return { key: 'life.next.review' };
    case 'shared':
      return { key: 'life.next.shared', values: { comments, open } };
    case 'comments-addressed':
      return { key: 'life.next.addressed' };
    case 'final':
      return { key: 'life.next.final' };
    case 'superseded':
      return { key: 'life.next.superseded' };
  }
}
