import { isTextOp, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { decodeStoredPayload, type OpenedPack } from '#sync/protocol/pack-codec.ts';
import { utf8ByteLength } from '#sync/protocol/pack-size.ts';
import type { DocumentShare, PackRow } from './rows.ts';

/**
 * Decode a stored pack.
 * @throws for an unreadable one, a bug: only readable packs are stored.
 */
export function openStoredPack({ payload }: Pick<PackRow, 'payload'>): OpenedPack {
  const decoded = decodeStoredPayload(payload);
  if (!decoded.ok) throw new Error(`A stored pack cannot be read: ${decoded.refusal.why}`);
  return decoded.value;
}

// The outbox is no table of its own: it is the own ops beyond `LogRow.acked`. Its totals are in the row of the log and
// in the summaries.

/** Size of an op as people see it: bytes of its value or text, without columns and envelope. */
export const valueBytes = (op: Op): number =>
  utf8ByteLength(isTextOp(op) ? op.text : JSON.stringify(op.value));

/** Number and bytes of these ops in each document. */
export function documentSharesOf(ops: readonly Op[]): readonly DocumentShare[] {
  const shares = new Map<DocumentId, { doc: DocumentId; changes: number; bytes: number }>();
  for (const op of ops) {
    const share = shares.get(op.doc) ?? { doc: op.doc, changes: 0, bytes: 0 };
    share.changes += 1;
    share.bytes += valueBytes(op);
    shares.set(op.doc, share);
  }
  return [...shares.values()];
}

/** Number and bytes in each document of an own pack's ops beyond `after` and up to `upTo`. */
export function documentSharesOfPack(
  packRow: PackRow,
  after: number,
  upTo: number,
): readonly DocumentShare[] {
  if (packRow.shares && packRow.first > after && packRow.last <= upTo) return packRow.shares;
  return documentSharesOf(packOpsBetween(packRow, after, upTo));
}

/** Ops of an own pack beyond `after` and up to `upTo`. */
export const packOpsBetween = (packRow: PackRow, after: number, upTo: number): readonly Op[] =>
  openStoredPack(packRow).ops.filter(({ dot }) => numberOfDot(dot) > after && numberOfDot(dot) <= upTo);

/** Decoded pack with its held ops (J5). */
export interface ArrivedPack {
  readonly kind: 'pack';
  readonly row: PackRow;
  readonly opened: OpenedPack;
  readonly held: readonly number[];
  /** The pack was imported, and headquarters has not judged it. */
  readonly isCarried?: true;
}
