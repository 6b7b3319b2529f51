import { compareStamps } from '#domain/clock/hlc.ts';
import { applyToDocument, emptyDocument } from '#domain/document/document.ts';
import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { DocumentRow } from './rows.ts';

/**
 * A document made anew from all its ops, without the held ones (J5): equal to what it would be had they never come
 * (M2). `hasTaken` answers for dots that are not among `ops`.
 */
export function foldDocument(
  log: LogId,
  doc: DocumentId,
  ops: readonly Op[],
  isHeld: (dot: Dot) => boolean,
  hasTaken: (dot: Dot) => boolean,
): DocumentRow | undefined {
  const [first] = ops;
  if (first === undefined) return undefined;
  const counting = ops.filter((op) => !isHeld(op.dot)).sort((a, b) => compareStamps(stamped(a), stamped(b)));
  const own = new Set(ops.map((op) => op.dot));
  const folded = new Set<Dot>();

  let document = emptyDocument(doc, first.kind);
  let changedAtMs = 0;
  for (const op of counting) {
    document = applyToDocument(document, op, (dot) => (own.has(dot) ? folded.has(dot) : hasTaken(dot)));
    folded.add(op.dot);
    changedAtMs = Math.max(changedAtMs, op.stamp[0]);
  }
  return { ...document, log, changedAtMs };
}

const stamped = (op: Op) => ({ stamp: op.stamp, device: deviceOf(op.dot) });
