import { canonicalJson } from '#base/json.ts';
import type { Document, Head } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, isTextOp } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { type Content, contentOfHead, type MadeOp, type Oracle } from './oracle.ts';
import type { Violation } from './verdict.ts';

/** Parts of a world that this verdict needs. */
interface JudgedConflicts {
  readonly documents: readonly Document[];
  readonly oracle: Oracle;
  /** Numbers under which headquarters has the content, in the order in which they came. */
  readonly numbersOf: (content: Content) => readonly Dot[];
  /** Content that headquarters has with effect: under a number that it does not hold. */
  readonly hasEffect: (content: Content) => boolean;
  /** Laptops that had an earlier version, whose own faults are not judged. */
  readonly wasEarlier: (laptop: string) => boolean;
}

/**
 * Conflicts that nobody made: one of the heads is a value that its own writer, or a colleague who had seen it, replaced.
 * It came back under another number, as after a restored backup (P2), though headquarters had it.
 */
export const findFalseConflicts = (judgedConflicts: JudgedConflicts): readonly Violation[] =>
  judgedConflicts.documents.flatMap(({ doc, registers }) =>
    Object.entries(registers).flatMap(([path, { heads }]) =>
      new Set(heads.map(({ value }) => canonicalJson(value))).size < 2
        ? []
        : heads.flatMap((head) => falseHead(judgedConflicts, doc, path, head)),
    ),
  );

function falseHead(
  judgedConflicts: JudgedConflicts,
  documentId: DocumentId,
  path: string,
  head: Head,
): readonly Violation[] {
  const { oracle, hasEffect, wasEarlier } = judgedConflicts;
  const content = contentOfHead(documentId, path, head);
  const writer = oracle.made.find((made) => made.content === content);
  if (writer === undefined || wasEarlier(writer.laptop) || wasMadeAgainUnsent(judgedConflicts, writer))
    return [];
  const replacing = oracle.made.find(
    (madeOp) =>
      madeOp.content !== content &&
      madeOp.saw.has(content) &&
      isOf(madeOp, documentId, path) &&
      hasEffect(madeOp.content) &&
      !mayMeanOtherBranch(judgedConflicts, head, writer, madeOp),
  );
  if (replacing === undefined || wasEarlier(replacing.laptop)) return [];
  const by = `${replacing.content} of ${replacing.laptop}`;
  return [
    {
      invariant: 'false conflict',
      detail: `${head.dot} of ${writer.laptop}: ${content}\n  replaced by ${by}`,
    },
  ];
}

/**
 * True when a copy of the laptop had the change before headquarters did, and made it again in time. The writer's own
 * laptop came later: with its number, by which nobody can tell that both are one change.
 */
function wasMadeAgainUnsent({ numbersOf }: JudgedConflicts, { content, op }: MadeOp): boolean {
  return numbersOf(content).indexOf(op.dot) > 0;
}

/**
 * True when a colleague replaced a number that names two values of a forked laptop in this register, both in signed
 * packs. Nobody else can tell which of them the colleague had, so the laptop of the other one made this value again
 * (P2d).
 */
function mayMeanOtherBranch(
  { oracle }: JudgedConflicts,
  head: Head,
  { content, op }: MadeOp,
  { op: replacing }: MadeOp,
): boolean {
  const branches = [op.dot, head.dot].map(deviceOfDot);
  return (
    head.dot !== op.dot &&
    !isTextOp(replacing) &&
    replacing.over.includes(op.dot) &&
    !branches.includes(deviceOfDot(replacing.dot)) &&
    oracle.made.some(
      (madeOp) =>
        madeOp.op.dot === op.dot &&
        madeOp.content !== content &&
        isOf(madeOp, op.doc, op.path) &&
        oracle.isSigned(madeOp.op),
    )
  );
}

const isOf = ({ op }: MadeOp, documentId: DocumentId, path: string): boolean =>
  op.doc === documentId && op.path === path;
