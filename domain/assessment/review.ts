import * as z from 'zod';
import type { KindSchema } from '../document/kind-schema.ts';
import { EvidenceStrength, MaturityLevel } from './assessment.ts';
import { Confidentiality, confidentialityAt } from './finding.ts';
import {
  type Authorship,
  authorshipAt,
  type Document,
  isItemRemoved,
  itemIdsBelow,
  plainTextAt,
  valueAt,
} from '../document/document.ts';
import { ratingsContentHash } from './review-content-hash.ts';

/** What an adviser said of the safeguards, and whether it still holds. */
export type SignOffStatus = 'missing' | 'withheld' | 'outdated' | 'signed';

/** A sign-off holds for the answers that it was given on. One that does not say them was made elsewhere, and holds. */
export function signOffStatusOf(document: Document): SignOffStatus {
  const { signOff } = readAssessmentReview(document);
  if (signOff === null) return 'missing';
  if (signOff.seen !== undefined && signOff.seen !== ratingsContentHash(document)) return 'outdated';
  return signOff.decision;
}

/** What an institution of the State said of the draft, and what was answered (report R2, T6). */
export interface StateComment {
  readonly id: string;
  /** The question that it is about; empty for the assessment as a whole. */
  readonly about: string;
  /** The institution; never a person. */
  readonly from: string;
  /** `2026-11-24`; null while not known. */
  readonly on: string | null;
  readonly text: string;
  readonly response: string;
}

/** All comments of the State that are not removed, in the order of their days; those without a day last. */
export const readStateComments = (document: Document | undefined): readonly StateComment[] =>
  itemIdsBelow(document, 'state-comments')
    .filter((id) => !isItemRemoved(document, `state-comments/${id}`))
    .map((id) => {
      const at = `state-comments/${id}`;
      return {
        id,
        about: plainTextAt(document, `${at}/about`),
        from: plainTextAt(document, `${at}/from`),
        on: optionalDayAt(document, `${at}/on`),
        text: plainTextAt(document, `${at}/text`),
        response: plainTextAt(document, `${at}/response`),
      };
    })
    .toSorted((a, b) => compareCommentTexts(a.on ?? '~', b.on ?? '~') || compareCommentTexts(a.id, b.id));

/** Comments that nobody has answered. */
export const unansweredStateComments = (comments: readonly StateComment[]): readonly StateComment[] =>
  comments.filter(({ response }) => response.trim() === '');

/** The days that follow from the steps so far, as headquarters set them; null where none is set. */
export type ReviewDates = { readonly [period in ReviewDateName]: string | null };

export function readReviewDates(document: Document | undefined): ReviewDates {
  const dayOf = (period: ReviewDateName): string | null => optionalDayAt(document, `periods/${period}`);
  // The keys are the periods themselves; fromEntries forgets that.
  return Object.fromEntries(reviewDateNames.map((period) => [period, dayOf(period)])) as ReviewDates;
}

const OptionalDay = z.iso.date().nullable().catch(null);

const optionalDayAt = (document: Document | undefined, path: string): string | null =>
  OptionalDay.parse(valueAt(document, path) ?? null);

const compareCommentTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the field says to a point of the reviewer. */
interface CommentReply {
  readonly text: string;
  readonly mended: boolean;
  readonly written: Authorship | null;
}

/** Something that headquarters asks to be mended. */
export interface ReviewComment {
  readonly id: string;
  /** The question that it is about; empty for the assessment as a whole. */
  readonly about: string;
  /** Null where its words are sealed: they are at headquarters and in no op (`sealPoint`). */
  readonly text: string | null;
  /** In which return it was sent, from 1; a point of a later round is still being drawn up. */
  readonly round: number;
  /** Strictly confidential where the adviser said so (domain.md E). */
  readonly mark: Confidentiality;
  /** The reviewer is content with it. */
  readonly settled: boolean;
  readonly written: Authorship | null;
  readonly reply: CommentReply;
}

/** One time that the assessment came back. */
export interface ReviewReturn {
  readonly round: number;
  readonly reason: string;
  readonly written: Authorship | null;
}

/** What headquarters says of an assessment, and what was answered (domain.md A2, A3). */
export interface AssessmentReview {
  /** Oldest round first; within a round those of the whole first, then by question. */
  readonly points: readonly ReviewComment[];
  /** Oldest first. */
  readonly returns: readonly ReviewReturn[];
  /** How often it came back; 0 before the first. The next return is round + 1. */
  readonly round: number;
  readonly approval: (ReviewApproval & { readonly written: Authorship | null }) | null;
  readonly signOff: (AdviserSignOff & { readonly written: Authorship | null }) | null;
}

/** Reads what the review wrote. What does not parse, as a newer version may write it, is left out. */
export function readAssessmentReview(document: Document | undefined): AssessmentReview {
  const returns = itemIdsBelow(document, 'review/returns')
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
    returns,
    round: returns.at(-1)?.round ?? 0,
    approval: readReviewApproval(document),
    signOff: readAdviserSignOff(document),
  };
}

/** The points that the field has been sent: those of a return that is still being drawn up are not among them. */
export const sentCommentsOf = ({ points, round }: AssessmentReview): readonly ReviewComment[] =>
  points.filter((point) => point.round <= round);

/** Sent points with which the reviewer is not content yet. */
export const openCommentsOf = (review: AssessmentReview): readonly ReviewComment[] =>
  sentCommentsOf(review).filter(({ settled }) => !settled);

/** Open points that nobody has called mended: what is left to do before it goes back. */
export const commentsToResolve = (review: AssessmentReview): readonly ReviewComment[] =>
  openCommentsOf(review).filter(({ reply }) => !reply.mended);

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
        compareReviewTexts(a.about, b.about) ||
        (a.written?.atMs ?? 0) - (b.written?.atMs ?? 0) ||
        compareReviewTexts(a.id, b.id),
    );
}

/** A reply has the id of the point that it answers. */
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

const compareReviewTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const longReviewText = z.string().max(20_000);
const shortReviewText = z.string().max(400);
const ReviewDay = z.iso.date();

/** Why an assessment went back, and in which round; its points name the round. Without a reason the points say it all. */
export const ReturnReason = z.readonly(z.object({ reason: longReviewText }));
export type ReturnReason = z.infer<typeof ReturnReason>;

/** The reviewer's word that it may be shared with the State. */
export const ReviewApproval = z.readonly(z.object({ note: longReviewText }));
export type ReviewApproval = z.infer<typeof ReviewApproval>;

/** The adviser's word on the safeguards, recorded before an assessment becomes final (domain.md A3). */
export const AdviserSignOff = z.readonly(
  z.object({
    decision: z.enum(['signed', 'withheld']),
    note: longReviewText,
    /** The answers that the adviser had before them (`ratingsContentHash`): when they change, it holds no longer. */
    seen: z.string().max(64).optional(),
  }),
);
export type AdviserSignOff = z.infer<typeof AdviserSignOff>;

/** Why a reviewer lets a rating stand above what its evidence carries (domain.md B3), and the rating that it was said of. */
export const RatingOverride = z.readonly(
  z.object({ reason: longReviewText.min(1), level: MaturityLevel, evidence: EvidenceStrength }),
);
export type RatingOverride = z.infer<typeof RatingOverride>;

/** Days that follow from a step (domain.md A2). */
export const reviewDateNames = [
  'shared-on',
  'comments-until',
  'final-on',
  'progress-note-due',
  'follow-up-from',
] as const;
export type ReviewDateName = (typeof reviewDateNames)[number];

/**
 * What headquarters says of an assessment and what the field answers. Who and when stand in the ops. `about` names a
 * question, and is empty for the assessment as a whole.
 */
export const reviewPathRules: KindSchema = [
  { pattern: 'review/points/*/about', holds: shortReviewText },
  { pattern: 'review/points/*/text', holds: longReviewText },
  { pattern: 'review/points/*/round', holds: z.int().min(1).max(1_000) },
  { pattern: 'review/points/*/settled', holds: z.boolean() },
  { pattern: 'review/points/*/removed', holds: z.boolean() },
  // Set by the adviser alone, as `comments/*/mark` is.
  { pattern: 'review/points/*/mark', holds: Confidentiality },
  { pattern: 'review/replies/*/text', holds: longReviewText },
  { pattern: 'review/replies/*/mended', holds: z.boolean() },
  { pattern: 'review/returns/*', holds: ReturnReason },
  { pattern: 'review/approval', holds: ReviewApproval.nullable() },
  // Why a final assessment holds no longer; the one that came after it says in `follows` what it follows.
  {
    pattern: 'review/superseded',
    holds: z.readonly(z.object({ reason: longReviewText.min(1) })).nullable(),
  },
  { pattern: 'sign-off/adviser', holds: AdviserSignOff.nullable() },
  ...reviewDateNames.map((period) => ({ pattern: `periods/${period}`, holds: ReviewDay.nullable() })),
  // What the State's institutions said of the draft, and what was answered (report R2, T6).
  { pattern: 'state-comments/*/about', holds: shortReviewText },
  { pattern: 'state-comments/*/from', holds: shortReviewText },
  { pattern: 'state-comments/*/on', holds: ReviewDay.nullable() },
  { pattern: 'state-comments/*/text', holds: longReviewText },
  { pattern: 'state-comments/*/response', holds: longReviewText },
  { pattern: 'state-comments/*/removed', holds: z.boolean() },
];
