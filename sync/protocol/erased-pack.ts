import { type Result, refuse } from '#base/result.ts';
import type { Dot, Op } from '#domain/document/op.ts';
import { type Sha256, sha256Of } from './hash.ts';
import { decodePayload, encodePayload, type OpenedPack, type PackRefusal } from './pack-codec.ts';
import type { Pack } from './wire.ts';

// A pack is signed as a whole (P1), so removing one value breaks its signature. Headquarters therefore vouches for
// erasures (docs/requirements.md E): it signs the rest under the hash of the device's payload. The chain uses that hash
// (P2).

/** Hash that identifies a pack and continues its chain, with or without erasures. */
export const packHash = ({ payload, erased }: Pick<Pack, 'payload' | 'erased'>): Sha256 =>
  erased?.hash ?? sha256Of(payload);

/** Pack without the other fields of its row. */
export const wirePackOf = ({ payload, sig, erased }: Pack): Pack => ({
  payload,
  sig,
  ...(erased && { erased }),
});

/** Text that headquarters signs for a pack with erasures. */
export const erasedPackText = (hash: Sha256, payload: string): string =>
  `fieldbook erased pack\n${hash}\n${sha256Of(payload)}`;

/** Payload of a pack with these ops instead of its own; null when nothing differs. */
export function payloadWithOps(openedPack: OpenedPack, erased: ReadonlyMap<Dot, Op>): string | null {
  const { log, prev, ops } = openedPack;
  const isSame = ops.every((op) => isSameOp(op, erased.get(op.dot) ?? op));
  return isSame
    ? null
    : encodePayload(
        log,
        prev,
        ops.map((op) => erased.get(op.dot) ?? op),
      );
}

/** True when an op is the same before and after an erasure. */
export const isSameOp = (previousOp: Op, after: Op): boolean =>
  previousOp.erased === after.erased &&
  JSON.stringify(opContentOf(previousOp)) === JSON.stringify(opContentOf(after));

const opContentOf = (op: Op) => ('text' in op ? op.text : op.value);

/**
 * Read a pack as `decodePayload` reads its payload. Refuse a payload that marks erasures without headquarters'
 * signature. Refuse that signature when no op of the pack is erased (P1).
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
 * Compare a pack with its erased form (P1). Equal are the chain, and each op's dot, stamp, document, path and `over`. A
 * value that neither of them erased must be equal.
 */
export const isErasedFormOf = (form: OpenedPack, openedPack: OpenedPack): boolean =>
  form.log === openedPack.log &&
  form.device === openedPack.device &&
  form.first === openedPack.first &&
  form.prev === openedPack.prev &&
  form.ops.length === openedPack.ops.length &&
  form.ops.every((op, at) => isErasedOpOf(op, openedPack.ops[at]));

/** True when both are the same op, maybe with its content erased in either. */
export function isErasedOpOf(left: Op, op: Op | undefined): boolean {
  if (op === undefined || opHeadOf(left) !== opHeadOf(op)) return false;
  const isErased = left.erased === true || op.erased === true;
  return isErased || isSameOp(op, left);
}

/** Everything of an op except its content. A text has no `over`, so a text and a value differ here. */
const opHeadOf = (op: Op): string =>
  JSON.stringify([op.dot, op.stamp, op.doc, op.kind, op.path, 'text' in op ? null : op.over]);
