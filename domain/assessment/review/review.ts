import * as z from 'zod';
import { compareTexts } from '#base/json.ts';
import {
  type Authorship,
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  plainTextAt,
  valueAt,
} from '#domain/document/document.ts';
import { compareWritten, writePositionAt } from '#domain/document/written-order.ts';
import { PersonId } from '#domain/ids.ts';
import { EvidenceStrength, MaturityLevel } from '../assessment.ts';
import type { Confidentiality } from '../finding.ts';
import { confidentialityAt } from '../finding.ts';
import { type ReviewDuty, ratingsContentHash } from './review-act.ts';

/** Result of an adviser's check of the safeguards, and whether it is still valid. */
export type SignOffStatus = 'missing' | 'withheld' | 'outdated' | 'signed';

/**
 * Status of a sign-off. It is valid for the answers that it was given on. One without a hash of them was made
 * elsewhere, and is valid.
 */
export function signOffStatusOf(document: Document): SignOffStatus {
  const { signOff } = readAssessmentReview(document);
  if (signOff === null) return 'missing';
  if (signOff.seen !== undefined && signOff.seen !== ratingsContentHash(document)) return 'outdated';
  return signOff.decision;
}

/** Reply of the field to a comment of the reviewer. */
interface CommentReply {
  readonly text: string;
  readonly mended: boolean;
  readonly written: Authorship | null;
}

/** A request of headquarters to correct something. */
export interface ReviewComment {
  readonly id: string;
  /** The question that it is about; empty for the assessment as a whole. */
  readonly about: string;
  /** Null where its words are encrypted: they are at headquarters and in no op (`sealPoint`). */
  readonly text: string | null;
  /** The return in which it was sent, from 1; a comment of a later round is still a draft. */
  readonly round: number;
  /** Strictly confidential where the adviser marked it so (docs/requirements.md E). */
  readonly mark: Confidentiality;
  /** True when the reviewer has closed it. */
  readonly settled: boolean;
  readonly written: Authorship | null;
  readonly reply: CommentReply;
}

/** One return of the assessment. */
export interface ReviewReturn {
  readonly round: number;
  readonly reason: string;
  readonly written: Authorship | null;
}

/** Review of an assessment by headquarters, with the field's replies (docs/requirements.md A2, A3). */
export interface AssessmentReview {
  /** Oldest round first; within a round those on the whole assessment first, then by question. */
  readonly points: readonly ReviewComment[];
  /** Oldest first. */
  readonly returns: readonly ReviewReturn[];
  /** Number of returns; 0 before the first. The next return is round + 1. */
  readonly round: number;
  readonly approval: (ReviewApproval & { readonly written: Authorship | null }) | null;
  readonly signOff: (AdviserSignOff & { readonly written: Authorship | null }) | null;
}

/** Read the review of an assessment. Values that do not parse are left out: a newer version may have written them. */
export function readAssessmentReview(document: Document | undefined): AssessmentReview {
  const reviewReturns = itemIdsBelow(document, 'review/returns')
    .flatMap((id): readonly ReviewReturn[] => {
      const path = `review/returns/${id}`;
      const said = ReturnReason.safeParse(valueAt(document, path));
      const round = Number(id);
      return said.success && Number.isInteger(round)
        ? [{ round, reason: said.data.reason, written: authorshipAt(document, path) }]
        : [];
    })
    .toSorted((a, b) => a.round - b.round);
  return {
    points: readReviewComments(document),
    returns: reviewReturns,
    round: reviewReturns.at(-1)?.round ?? 0,
    approval: readReviewApproval(document),
    signOff: readAdviserSignOff(document),
  };
}

/** Comments that were sent to the field, without those of a return that is still a draft. */
export const sentCommentsOf = ({ points, round }: AssessmentReview): readonly ReviewComment[] =>
  points.filter((reviewComment) => reviewComment.round <= round);

/** Sent comments that the reviewer has not closed. */
export const openCommentsOf = (assessmentReview: AssessmentReview): readonly ReviewComment[] =>
  sentCommentsOf(assessmentReview).filter(isUnresolvedComment);

/** Comments that the reviewer has not closed, unsent ones included. */
export const unresolvedCommentsOf = ({
  points,
}: Pick<AssessmentReview, 'points'>): readonly ReviewComment[] => points.filter(isUnresolvedComment);

const isUnresolvedComment = ({ settled }: ReviewComment): boolean => !settled;

/** Return whether nobody has called a comment resolved, neither its reviewer nor the team. */
export const isCommentToResolve = ({ settled, reply }: ReviewComment): boolean => !settled && !reply.mended;

/** Sent comments that nobody has called resolved: the work left before it goes back. */
export const commentsToResolve = (assessmentReview: AssessmentReview): readonly ReviewComment[] =>
  sentCommentsOf(assessmentReview).filter(isCommentToResolve);

function readReviewComments(document: Document | undefined): readonly ReviewComment[] {
  return itemIdsBelow(document, 'review/points')
    .filter((id) => !isItemRemoved(document, `review/points/${id}`))
    .map((id): ReviewComment => {
      const at = `review/points/${id}`;
      const round = valueAt(document, `${at}/round`);
      const text = plainTextAt(document, `${at}/text`);
      const mark = confidentialityAt(document, `${at}/mark`);
      const isSealed = text === '' && mark === 'SC';
      return {
        id,
        about: plainTextAt(document, `${at}/about`),
        text: isSealed ? null : text,
        round: typeof round === 'number' ? round : 1,
        mark,
        settled: valueAt(document, `${at}/settled`) === true,
        written: authorshipAt(document, `${at}/${isSealed ? 'mark' : 'text'}`),
        reply: readCommentReply(document, id),
      };
    })
    .filter(({ text }) => text !== '')
    .toSorted(
      (a, b) =>
        a.round - b.round ||
        compareTexts(a.about, b.about) ||
        compareWritten(writePositionAt(document, wordsPathOf(a)), writePositionAt(document, wordsPathOf(b))),
    );
}

/** Path that tells when a comment was written: its words, or the mark where they are sealed. */
const wordsPathOf = ({ id, text }: Pick<ReviewComment, 'id' | 'text'>): string =>
  `review/points/${id}/${text === null ? 'mark' : 'text'}`;

/** Read the reply to a comment; both have the same id. */
function readCommentReply(document: Document | undefined, point: string): CommentReply {
  const at = `review/replies/${point}`;
  return {
    text: plainTextAt(document, `${at}/text`),
    mended: valueAt(document, `${at}/mended`) === true,
    written: authorshipAt(document, `${at}/mended`) ?? authorshipAt(document, `${at}/text`),
  };
}

function readReviewApproval(document: Document | undefined): AssessmentReview['approval'] {
  const said = ReviewApproval.safeParse(valueAt(document, 'review/approval'));
  return said.success ? { ...said.data, written: authorshipAt(document, 'review/approval') } : null;
}

function readAdviserSignOff(document: Document | undefined): AssessmentReview['signOff'] {
  const said = AdviserSignOff.safeParse(valueAt(document, 'sign-off/adviser'));
  return said.success ? { ...said.data, written: authorshipAt(document, 'sign-off/adviser') } : null;
}

export const longReviewText = z.string().max(20_000);
export const shortReviewText = z.string().max(400);

/** Reason of a return; its comments name the round. Without a reason the comments are the reason. */
export const ReturnReason = z.readonly(z.object({ reason: longReviewText }));
export type ReturnReason = z.infer<typeof ReturnReason>;

/** The reviewer's approval to share it with the State. */
export const ReviewApproval = z.readonly(z.object({ note: longReviewText }));
export type ReviewApproval = z.infer<typeof ReviewApproval>;

/**
 * The adviser's sign-off on the safeguards, recorded before an assessment becomes final (docs/requirements.md A3).
 */
export const AdviserSignOff = z.readonly(
  z.object({
    decision: z.enum(['signed', 'withheld']),
    note: longReviewText,
    /** Hash of the answers that the adviser saw (`ratingsContentHash`): after a change it is no longer valid. */
    seen: z.string().max(64).optional(),
  }),
);
export type AdviserSignOff = z.infer<typeof AdviserSignOff>;

/**
 * Reason why a reviewer accepts a rating above its evidence (docs/requirements.md B3), and the rating that it covers.
 */
export const RatingOverride = z.readonly(
  z.object({ reason: longReviewText.min(1), level: MaturityLevel, evidence: EvidenceStrength }),
);
export type RatingOverride = z.infer<typeof RatingOverride>;

/** Read the person who has an assessment for this duty; null for nobody. */
export const readReviewAssignee = (document: Document, reviewDuty: ReviewDuty): PersonId | null =>
  PersonId.safeParse(valueAt(document, `review/assignees/${reviewDuty}`)).data ?? null;
