import type { Dot } from '#domain/document/dot.ts';
import { emptyUpdate } from '#domain/document/merge-text.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { packHash, payloadWith } from '#sync/protocol/erased-pack.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import type { PackRow } from '../rows.ts';

/**
 * The text of what is parked, without what headquarters erased; null where it has nothing of it. What is parked is the
 * pack itself, or another branch (P2) that says something at the same places: no branch of what was said there stays.
 */
export function erasedText(text: string, pack: PackRow, erased: readonly Op[]): string | null {
  if (packHash({ payload: text }) === pack.hash) return pack.payload;
  const decoded = decodePayload(text);
  if (!decoded.ok || decoded.value.log !== pack.log) return null;
  const places = new Set(erased.map(placeOf));
  const gone = decoded.value.ops.filter((op) => places.has(placeOf(op)));
  return payloadWith(decoded.value, new Map(gone.map((op): [Dot, Op] => [op.dot, emptied(op)])));
}

const placeOf = ({ doc, path }: Op): string => `${doc} ${path}`;

const emptied = (op: Op): Op =>
  isTextOp(op) ? { ...op, text: emptyUpdate, erased: true } : { ...op, value: null, erased: true };

/** Is this op one of these, with words that they do not have any more? */
export function isErasedBy(op: Op, erased: ReadonlyMap<Dot, Op>): boolean {
  const other = erased.get(op.dot);
  if (other === undefined) return false;
  return isTextOp(op) && isTextOp(other) ? op.text !== other.text : op.erased !== true;
}

/** The erased ops of packs, by their dots. */
export const erasedOpsOf = (packs: readonly PackRow[]): ReadonlyMap<Dot, Op> =>
  new Map(
    packs.flatMap(({ payload }) => {
      const decoded = decodePayload(payload);
      return decoded.ok
        ? decoded.value.ops.filter((op) => op.erased === true).map((op): [Dot, Op] => [op.dot, op])
        : [];
    }),
  );
