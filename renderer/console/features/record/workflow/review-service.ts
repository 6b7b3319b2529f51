import type { ReviewAct } from '#domain/assessment/review-act.ts';
import { type ReviewDecisionFacts, statusesInReview } from '#domain/assessment/decide-review-act.ts';
import { assessmentStatusOf } from '#domain/assessment/review-steps.ts';
import type { Result } from '#base/result.ts';
import type { Document } from '#domain/document/document.ts';
import { isDocumentFinal, mayReadConfidentialRemarks, mayWriteAt } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import type { PersonalDataHit } from '#domain/privacy/find-personal-data.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** What the person at this desk may do in a review, by the rule that will judge it. */
export interface ReviewRights {
  readonly points: boolean;
  /** Let ratings stand above their evidence. */
  readonly overrides: boolean;
  /** Return, share, make final, supersede. */
  readonly steps: boolean;
  readonly sign: boolean;
  /** Read words that are strictly confidential. */
  readonly sealed: boolean;
  /** Write down what the State says of the draft. */
  readonly comments: boolean;
}

/** The review of one record, as seen from the desk of one person. */
export interface ReviewService {
  readonly rights: ReviewRights;
  readonly facts: ReviewDecisionFacts;
  /** Does it at headquarters; answers why not, or null when it is done. */
  readonly onAct: (act: ReviewAct) => Promise<Message | null>;
  /** The words of a strictly confidential point, or why not. Each reading is written down. */
  readonly onRead: (point: string) => Promise<Result<string, Message>>;
  /** What may name or reach a person in a text, and was not confirmed in this record (domain.md E, rule 2). */
  readonly openHits: (text: string) => readonly PersonalDataHit[];
  /** A new id for a point or a comment. */
  readonly newId: () => string;
}

/** In a final record even a reviewer, who may write there, has nothing left but to supersede it. */
export function reviewRightsOf(roles: readonly Role[], document: Document): ReviewRights {
  const steps = mayWriteAt(roles, document, 'status', 'final');
  const may = (path: string): boolean => !isDocumentFinal(document) && mayWriteAt(roles, document, path);
  return {
    points: may('review/points/probe/text'),
    overrides: statusesInReview.includes(assessmentStatusOf(document)) && may('answers/probe/override'),
    steps,
    sign: may('sign-off/adviser'),
    sealed: mayReadConfidentialRemarks(roles),
    comments: steps && may('state-comments/probe/text'),
  };
}
