import { compareTimestamps } from '#domain/clock/hlc.ts';
import { DocumentDraft, documentSourceOf, emptyDocumentSource } from '#domain/document/document-draft.ts';
import { type Dot, deviceOfDot, hasSeenDot, type Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import type { BaseRow, DocumentRow } from './rows.ts';

/** True when the document came in a snapshot that contains this op. Applied again it would count twice. */
export const isHeldByBase = (documentRow: Pick<DocumentRow, 'seen'> | undefined, dot: Dot): boolean =>
  documentRow?.seen !== undefined &&
  hasSeenDot(documentRow.seen.have, dot) &&
  !documentRow.seen.held.includes(dot);

/** Base of the document below its op rows; undefined when these rows are all of it. */
export async function readBaseRow(
  db: FieldDatabase,
  logId: LogId,
  documentId: DocumentId,
): Promise<BaseRow | undefined> {
  const baseRow = await db.bases.get([logId, documentId]);
  if (baseRow) return baseRow;
  const document = await db.documents.get([logId, documentId]);
  return document?.isBase ? document : undefined;
}

/** The document as a row of `bases`, for the first write on top of it. */
export function toBaseRow(documentRow: DocumentRow): BaseRow {
  const { isBase: _, ...base } = documentRow;
  return base;
}

/** Input of a fold. */
interface FoldInput {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** Base below these ops; it may contain some of them. */
  readonly base?: BaseRow | undefined;
  readonly ops: readonly Op[];
  readonly isHeld: (dot: Dot) => boolean;
  /** True for dots outside `ops` that took effect. */
  readonly hasTaken: (dot: Dot) => boolean;
}

/**
 * Fold a document from its base and its ops, without held ones (J5): as if those had never come (M2).
 * @returns the base itself when no op adds to it; undefined when nothing remains.
 */
export function foldDocument(parts: FoldInput): DocumentRow | undefined {
  const { log, doc, base, ops, isHeld, hasTaken } = parts;
  const adding = ops
    .filter(({ dot }) => !isHeld(dot) && !isHeldByBase(base, dot))
    .sort((a, b) => compareTimestamps(stampOfOp(a), stampOfOp(b)));
  // The kind in a held op does not count: anybody may name any document in one.
  const documentKind = base?.kind ?? adding[0]?.kind;
  if (documentKind === undefined) return undefined;
  if (base !== undefined && adding.length === 0) return base;

  const ownDots = new Set(ops.map((op) => op.dot));
  const folded = new Set<Dot>();
  const isTaken = (dot: Dot): boolean =>
    isHeldByBase(base, dot) || (ownDots.has(dot) ? folded.has(dot) : hasTaken(dot));
  const documentDraft = new DocumentDraft(
    base === undefined ? emptyDocumentSource(doc, documentKind) : documentSourceOf(base),
  );
  let changedAtMs = base?.changedAtMs ?? 0;
  for (const op of adding) {
    documentDraft.apply(op, isTaken);
    folded.add(op.dot);
    changedAtMs = Math.max(changedAtMs, op.stamp[0]);
  }
  const registers = { ...base?.registers, ...Object.fromEntries(documentDraft.changed) };
  return { ...(base && toBaseRow(base)), log, doc, kind: documentKind, registers, changedAtMs };
}

const stampOfOp = (op: Op) => ({ stamp: op.stamp, device: deviceOfDot(op.dot) });
