import type { ReviewAct } from '#domain/assessment/review-act.ts';
import { type DecisionFacts, inReview } from '#domain/assessment/review-obstacles.ts';
import { statusOf } from '#domain/assessment/review-steps.ts';
import type { Result } from '#domain/base/result.ts';
import type { Document } from '#domain/document/document.ts';
import { isFinal, mayReadSealed } from '#domain/people/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { mayWriteAt } from '#domain/people/write-mode.ts';
import type { TextHit } from '#domain/privacy/check-text.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** What the person at this desk may do in a review, by the rule that will judge it. */
export interface DeskRights {
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
export interface ReviewDesk {
  readonly rights: DeskRights;
  readonly facts: DecisionFacts;
  /** Does it at headquarters; answers why not, or null when it is done. */
  readonly onAct: (act: ReviewAct) => Promise<Message | null>;
  /** The words of a strictly confidential point, or why not. Each reading is written down. */
  readonly onRead: (point: string) => Promise<Result<string, Message>>;
  /** What may name or reach a person in a text, and was not confirmed in this record (domain.md E, rule 2). */
  readonly openHits: (text: string) => readonly TextHit[];
  /** A new id for a point or a comment. */
  readonly newId: () => string;
}

/** In a final record even a reviewer, who may write there, has nothing left but to supersede it. */
export function rightsAt(roles: readonly Role[], document: Document): DeskRights {
  const steps = mayWriteAt(roles, document, 'status', 'final');
  const may = (path: string): boolean => !isFinal(document) && mayWriteAt(roles, document, path);
  return {
    points: may('review/points/probe/text'),
    overrides: inReview.includes(statusOf(document)) && may('answers/probe/override'),
    steps,
    sign: may('sign-off/adviser'),
    sealed: mayReadSealed(roles),
    comments: steps && may('state-comments/probe/text'),
  };
}
