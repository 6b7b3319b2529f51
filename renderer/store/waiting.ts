import { numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { utf8Bytes } from '#sync/protocol/take-pack.ts';
import { openStored } from './open-stored.ts';
import type { PackRow, Share } from './rows.ts';

// What waits for headquarters (the outbox) is no table of its own: it is the own ops beyond `LogRow.acked`, and what they
// are in all is counted in the log's row and in the summaries.

/** What an op weighs where sizes are told: its value or text, without columns and envelope. */
export const valueBytes = (op: Op): number => utf8Bytes(isTextOp(op) ? op.text : JSON.stringify(op.value));

/** What these ops are of each document. */
export function sharesOf(ops: readonly Op[]): readonly Share[] {
  const shares = new Map<DocumentId, { doc: DocumentId; changes: number; bytes: number }>();
  for (const op of ops) {
    const share = shares.get(op.doc) ?? { doc: op.doc, changes: 0, bytes: 0 };
    share.changes += 1;
    share.bytes += valueBytes(op);
    shares.set(op.doc, share);
  }
  return [...shares.values()];
}

/** What the ops of an own pack beyond `after` and up to `upTo` are of each document. */
export function sharesOfPack(pack: PackRow, after: number, upTo: number): readonly Share[] {
  if (pack.shares && pack.first > after && pack.last <= upTo) return pack.shares;
  return sharesOf(opsOfPack(pack, after, upTo));
}

/** The ops of an own pack beyond `after` and up to `upTo`. */
export const opsOfPack = (pack: PackRow, after: number, upTo: number): readonly Op[] =>
  openStored(pack).ops.filter(({ dot }) => numberOf(dot) > after && numberOf(dot) <= upTo);
