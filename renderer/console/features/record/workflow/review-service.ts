import type { Result } from '#base/result.ts';
import { assessmentStatusOf } from '#domain/assessment/assessment.ts';
import { type ReviewDecisionFacts, statusesInReview } from '#domain/assessment/review/decide-review-act.ts';
import { type ReviewAct } from '#domain/assessment/review/review-act.ts';
import type { Document } from '#domain/document/document.ts';
import { isDocumentFinal, mayReadConfidentialRemarks, mayWriteAt } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import type { PersonalDataHit } from '#domain/privacy/personal-data-hit.ts';
import type { Message } from '#renderer/i18n';

/** Rights of the signed-in person in a review, by the same rule that decides at headquarters. */
interface ReviewRights {
  readonly points: boolean;
  /** Keep ratings above their evidence. */
  readonly overrides: boolean;
  /** Return, share, make final, supersede. */
  readonly steps: boolean;
  readonly sign: boolean;
  /** Read words that are strictly confidential. */
  readonly sealed: boolean;
  /** Record the State's comments on the draft. */
  readonly comments: boolean;
}

/** Review of one record, for one person at headquarters. */
export interface ReviewService {
  /** Beginning of the names of this record's drafts. */
  readonly record: string;
  readonly rights: ReviewRights;
  readonly facts: ReviewDecisionFacts;
  /** Run an act at headquarters; returns the refusal, or null after success. */
  readonly onAct: (act: ReviewAct) => Promise<Message | null>;
  /** Words of a strictly confidential comment, or the refusal. The audit trail records each reading. */
  readonly onRead: (point: string) => Promise<Result<string, Message>>;
  /** Personal data in a text that was not confirmed in this record (docs/requirements.md E, rule 2). */
  readonly openHits: (text: string) => readonly PersonalDataHit[];
  /** New id of a comment. */
  readonly newId: () => string;
}

/** In a final record even a reviewer, who may write there, can only supersede it. */
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
