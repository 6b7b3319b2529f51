import { compareStamps } from '#domain/clock/hlc.ts';
import { DocumentDraft, emptySource, sourceOf } from '#domain/document/document-draft.ts';
import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { asBase, isWithin } from './bases.ts';
import type { BaseRow, DocumentRow } from './rows.ts';

/** What a document is made of. */
export interface DocumentParts {
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
export function foldDocument(parts: DocumentParts): DocumentRow | undefined {
  const { log, doc, base, ops, isHeld, hasTaken } = parts;
  const adding = ops
    .filter(({ dot }) => !isHeld(dot) && !isWithin(base, dot))
    .sort((a, b) => compareStamps(stamped(a), stamped(b)));
  // Of a held op not even the kind counts: anybody may name any document in one.
  const kind = base?.kind ?? adding[0]?.kind;
  if (kind === undefined) return undefined;
  if (base !== undefined && adding.length === 0) return base;

  const own = new Set(ops.map((op) => op.dot));
  const folded = new Set<Dot>();
  const isTaken = (dot: Dot): boolean =>
    isWithin(base, dot) || (own.has(dot) ? folded.has(dot) : hasTaken(dot));
  const draft = new DocumentDraft(base === undefined ? emptySource(doc, kind) : sourceOf(base));
  let changedAtMs = base?.changedAtMs ?? 0;
  for (const op of adding) {
    draft.apply(op, isTaken);
    folded.add(op.dot);
    changedAtMs = Math.max(changedAtMs, op.stamp[0]);
  }
  const registers = { ...base?.registers, ...Object.fromEntries(draft.changed) };
  return { ...(base && asBase(base)), log, doc, kind, registers, changedAtMs };
}

const stamped = (op: Op) => ({ stamp: op.stamp, device: deviceOf(op.dot) });
