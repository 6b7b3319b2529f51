import { type Document, idsBelow, isRemoved, valueAt } from '../document/document.ts';
import { type Written, writtenAt } from '../document/written.ts';
import type { Mark } from './finding.ts';
import { markOf } from './mark-of.ts';
import { textAtPath } from './text-at-path.ts';
import { Approval, Return, SignOff } from './review.ts';

/** What the field says to a point of the reviewer. */
export interface PointReply {
  readonly text: string;
  readonly mended: boolean;
  readonly written: Written | null;
}

/** Something that headquarters asks to be mended. */
export interface ReviewPoint {
  readonly id: string;
  /** The question that it is about; empty for the assessment as a whole. */
  readonly about: string;
  /** Null where its words are sealed: they are at headquarters and in no op (`sealPoint`). */
  readonly text: string | null;
  /** In which return it was sent, from 1; a point of a later round is still being drawn up. */
  readonly round: number;
  /** Strictly confidential where the adviser said so (domain.md E). */
  readonly mark: Mark;
  /** The reviewer is content with it. */
  readonly settled: boolean;
  readonly written: Written | null;
  readonly reply: PointReply;
}

/** One time that the assessment came back. */
export interface ReviewReturn {
  readonly round: number;
  readonly reason: string;
  readonly written: Written | null;
}

/** What headquarters says of an assessment, and what was answered (domain.md A2, A3). */
export interface Review {
  /** Oldest round first; within a round those of the whole first, then by question. */
  readonly points: readonly ReviewPoint[];
  /** Oldest first. */
  readonly returns: readonly ReviewReturn[];
  /** How often it came back; 0 before the first. The next return is round + 1. */
  readonly round: number;
  readonly approval: (Approval & { readonly written: Written | null }) | null;
  readonly signOff: (SignOff & { readonly written: Written | null }) | null;
}

/** Reads what the review wrote. What does not parse, as a newer version may write it, is left out. */
export function readReview(document: Document | undefined): Review {
  const returns = idsBelow(document, 'review/returns')
    .flatMap((id): readonly ReviewReturn[] => {
      const path = `review/returns/${id}`;
      const said = Return.safeParse(valueAt(document, path));
      const round = Number(id);
      return said.success && Number.isInteger(round)
        ? [{ round, reason: said.data.reason, written: writtenAt(document, path) }]
        : [];
    })
    .toSorted((a, b) => a.round - b.round);
  return {
    points: readPoints(document),
    returns,
    round: returns.at(-1)?.round ?? 0,
    approval: readApproval(document),
    signOff: readSignOff(document),
  };
}

/** The points that the field has been sent: those of a return that is still being drawn up are not among them. */
export const sentPoints = ({ points, round }: Review): readonly ReviewPoint[] =>
  points.filter((point) => point.round <= round);

/** Sent points with which the reviewer is not content yet. */
export const openPoints = (review: Review): readonly ReviewPoint[] =>
  sentPoints(review).filter(({ settled }) => !settled);

/** Open points that nobody has called mended: what is left to do before it goes back. */
export const pointsToMend = (review: Review): readonly ReviewPoint[] =>
  openPoints(review).filter(({ reply }) => !reply.mended);

function readPoints(document: Document | undefined): readonly ReviewPoint[] {
  return idsBelow(document, 'review/points')
    .filter((id) => !isRemoved(document, `review/points/${id}`))
    .map((id): ReviewPoint => {
      const at = `review/points/${id}`;
      const round = valueAt(document, `${at}/round`);
      const text = textAtPath(document, `${at}/text`);
      const mark = markOf(document, `${at}/mark`);
      const isSealed = text === '' && mark === 'SC';
      return {
        id,
        about: textAtPath(document, `${at}/about`),
        text: isSealed ? null : text,
        round: typeof round === 'number' ? round : 1,
        mark,
        settled: valueAt(document, `${at}/settled`) === true,
        written: writtenAt(document, `${at}/${isSealed ? 'mark' : 'text'}`),
        reply: readReply(document, id),
      };
    })
    .filter(({ text }) => text !== '')
    .toSorted(
      (a, b) =>
        a.round - b.round ||
        byText(a.about, b.about) ||
        (a.written?.atMs ?? 0) - (b.written?.atMs ?? 0) ||
        byText(a.id, b.id),
    );
}

/** A reply has the id of the point that it answers. */
function readReply(document: Document | undefined, point: string): PointReply {
  const at = `review/replies/${point}`;
  return {
    text: textAtPath(document, `${at}/text`),
    mended: valueAt(document, `${at}/mended`) === true,
    written: writtenAt(document, `${at}/mended`) ?? writtenAt(document, `${at}/text`),
  };
}

function readApproval(document: Document | undefined): Review['approval'] {
  const said = Approval.safeParse(valueAt(document, 'review/approval'));
  return said.success ? { ...said.data, written: writtenAt(document, 'review/approval') } : null;
}

function readSignOff(document: Document | undefined): Review['signOff'] {
  const said = SignOff.safeParse(valueAt(document, 'sign-off/adviser'));
  return said.success ? { ...said.data, written: writtenAt(document, 'sign-off/adviser') } : null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
