import { compareTimestamps } from '#domain/clock/hlc.ts';
import { DocumentDraft, emptyDocumentSource, documentSourceOf } from '#domain/document/document-draft.ts';
import { deviceOfDot, type Dot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { BaseRow, DocumentRow } from '../db/rows.ts';
import { hasSeenDot } from '#domain/document/version-vector.ts';
import type { FieldDatabase } from '../db/database.ts';

/** Does the document hold this op already, since it came in a snapshot that did? Applied again it would count twice. */
export const isHeldByBase = (document: Pick<DocumentRow, 'seen'> | undefined, dot: Dot): boolean =>
  document?.seen !== undefined && hasSeenDot(document.seen.have, dot) && !document.seen.held.includes(dot);

/** What the document was before the ops that are here as rows; undefined when these are all there is. */
export async function readBaseRow(
  db: FieldDatabase,
  log: LogId,
  doc: DocumentId,
): Promise<BaseRow | undefined> {
  const base = await db.bases.get([log, doc]);
  if (base) return base;
  const document = await db.documents.get([log, doc]);
  return document?.isBase ? document : undefined;
}

/** The document as the row of `bases` that is kept once something is written on top of it. */
export function toBaseRow(document: DocumentRow): BaseRow {
  const { isBase: _, ...base } = document;
  return base;
}

/** What a document is made of. */
export interface FoldInput {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** What it was before these ops; it may hold some of them. */
  readonly base?: BaseRow | undefined;
  readonly ops: readonly Op[];
  readonly isHeld: (dot: Dot) => boolean;
  /** Answers for dots that are not among `ops`. */
  readonly hasTaken: (dot: Dot) => boolean;
}

/**
 * A document made anew from its base and its ops, without the held ones (J5): equal to what it would be had they never
 * come (M2). The base itself when no op adds to it; undefined when nothing is left of it.
 */
export function foldDocument(parts: FoldInput): DocumentRow | undefined {
  const { log, doc, base, ops, isHeld, hasTaken } = parts;
  const adding = ops
    .filter(({ dot }) => !isHeld(dot) && !isHeldByBase(base, dot))
    .sort((a, b) => compareTimestamps(stampOfOp(a), stampOfOp(b)));
  // Of a held op not even the kind counts: anybody may name any document in one.
  const kind = base?.kind ?? adding[0]?.kind;
  if (kind === undefined) return undefined;
  if (base !== undefined && adding.length === 0) return base;

  const own = new Set(ops.map((op) => op.dot));
  const folded = new Set<Dot>();
  const isTaken = (dot: Dot): boolean =>
    isHeldByBase(base, dot) || (own.has(dot) ? folded.has(dot) : hasTaken(dot));
  const draft = new DocumentDraft(
    base === undefined ? emptyDocumentSource(doc, kind) : documentSourceOf(base),
  );
  let changedAtMs = base?.changedAtMs ?? 0;
  for (const op of adding) {
    draft.apply(op, isTaken);
    folded.add(op.dot);
    changedAtMs = Math.max(changedAtMs, op.stamp[0]);
  }
  const registers = { ...base?.registers, ...Object.fromEntries(draft.changed) };
  return { ...(base && toBaseRow(base)), log, doc, kind, registers, changedAtMs };
}

const stampOfOp = (op: Op) => ({ stamp: op.stamp, device: deviceOfDot(op.dot) });
