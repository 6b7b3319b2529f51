import { refuse, type Result } from '#base/result.ts';
import type { Dot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { type Sha256, sha256Of } from './hash.ts';
import { decodePayload, encodePayload, type OpenedPack, type PackRefusal } from './pack-codec.ts';
import type { Pack } from './wire.ts';

// A pack is signed as a whole (P1), so whoever takes one value out of it breaks its signature. What headquarters erases
// (domain.md E) it therefore vouches for itself: what is left stands under the hash of what the device had signed, which
// is what the chain goes by (P2), and under headquarters' signature.

/** By which hash a pack is known and its chain goes on, whether or not anything was erased in it. */
export const packHash = ({ payload, erased }: Pick<Pack, 'payload' | 'erased'>): Sha256 =>
  erased?.hash ?? sha256Of(payload);

/** A pack alone, of whatever it is kept in. */
export const wirePackOf = ({ payload, sig, erased }: Pack): Pack => ({
  payload,
  sig,
  ...(erased && { erased }),
});

/** What headquarters signs of a pack in which it erased something. */
export const erasedPackText = (hash: Sha256, payload: string): string =>
  `fieldbook erased pack\n${hash}\n${sha256Of(payload)}`;

/** The payload of a pack with these ops in the place of its own; null when they are what stands in it already. */
export function payloadWithOps(opened: OpenedPack, erased: ReadonlyMap<Dot, Op>): string | null {
  const { log, prev, ops } = opened;
  const isSame = ops.every((op) => isSameOp(op, erased.get(op.dot) ?? op));
  return isSame
    ? null
    : encodePayload(
        log,
        prev,
        ops.map((op) => erased.get(op.dot) ?? op),
      );
}

/** Is an op after an erasure what it was before? */
export const isSameOp = (before: Op, after: Op): boolean =>
  before.erased === after.erased &&
  JSON.stringify(opContentOf(before)) === JSON.stringify(opContentOf(after));

const opContentOf = (op: Op) => ('text' in op ? op.text : op.value);

/**
 * Reads a pack as `decodePayload` reads its payload. Refuses one that says of itself that something in it was erased:
 * only headquarters' word on the pack may. Refuses that word where nothing in the pack is erased (P1).
 */
export function decodePack({
  payload,
  erased,
}: Pick<Pack, 'payload' | 'erased'>): Result<OpenedPack, PackRefusal> {
  const decoded = decodePayload(payload);
  if (!decoded.ok) return decoded;
  const hasErased = decoded.value.ops.some((op) => op.erased === true);
  if (hasErased === (erased !== undefined)) return decoded;
  return refuse({ kind: 'malformed', why: hasErased ? 'erased by nobody' : 'nothing erased' });
}

/**
 * Compares a pack with its erased form (P1): the same chain, and each op with its dot, stamp, document, path and `over`.
 * The value of an op that neither of them erased must be the same.
 */
export const isErasedFormOf = (form: OpenedPack, pack: OpenedPack): boolean =>
  form.log === pack.log &&
  form.device === pack.device &&
  form.first === pack.first &&
  form.prev === pack.prev &&
  form.ops.length === pack.ops.length &&
  form.ops.every((op, at) => isErasedOpOf(op, pack.ops[at]));

function isErasedOpOf(left: Op, op: Op | undefined): boolean {
  if (op === undefined || opHeadOf(left) !== opHeadOf(op)) return false;
  const isErased = left.erased === true || op.erased === true;
  return isErased || isSameOp(op, left);
}

/** Everything of an op but its content. A text has no `over`, so a text and a value differ here. */
const opHeadOf = (op: Op): string =>
  JSON.stringify([op.dot, op.stamp, op.doc, op.kind, op.path, 'text' in op ? null : op.over]);
