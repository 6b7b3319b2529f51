import * as z from 'zod';
import { withoutOpContent } from '#domain/document/erase-ops.ts';
import { type Dot, isTextOp, Op, opKeyOf, Path } from '#domain/document/op.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { packHash, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStoredPayload } from '#sync/protocol/pack-codec.ts';
import { Pack } from '#sync/protocol/wire.ts';

/**
 * Erasure of single fields of a mission, to repeat in the journal. Has the fields, their ops in erased form, and packs.
 * `pack`: as headquarters sends it; null when only this laptop erased something and has no such pack any more.
 */
export const FieldErasure = z.readonly(
  z.object({
    log: LogId,
    fields: z.readonly(z.array(z.readonly(z.object({ doc: DocumentId, path: Path })))),
    ops: z.readonly(z.array(Op)),
    packs: z.readonly(
      z.array(z.readonly(z.object({ hash: Sha256, payload: z.string(), pack: Pack.nullable() }))),
    ),
  }),
);
export type FieldErasure = z.infer<typeof FieldErasure>;

/**
 * Text of a quarantined item without erased content; null when it has none. The item is an erased pack itself, or
 * another branch (P2) with ops in the same fields.
 */
export function quarantinedTextWithout(text: string, { log, fields, packs }: FieldErasure): string | null {
  const same = packs.find(({ hash }) => hash === packHash({ payload: text }));
  if (same !== undefined) return same.payload;
  const decoded = decodeStoredPayload(text);
  if (!decoded.ok || decoded.value.log !== log) return null;
  const gone = decoded.value.ops.filter((op) =>
    fields.some(({ doc, path }) => op.doc === doc && op.path === path),
  );
  return payloadWithOps(decoded.value, new Map(gone.map((op): [Dot, Op] => [op.dot, withoutOpContent(op)])));
}

/**
 * These ops as they are now; null when none of them was erased. An op of another branch (P2) is none of them.
 * @param erased Erased forms by `opKeyOf`.
 */
export function opsWithoutErased(ops: readonly Op[], erased: ReadonlyMap<string, Op>): readonly Op[] | null {
  const left = ops.map((op) => {
    const otherOp = erased.get(opKeyOf(op));
    return otherOp === undefined || isSameErasedOp(op, otherOp) ? op : otherOp;
  });
  return left.some((op, at) => op !== ops[at]) ? left : null;
}

const isSameErasedOp = (op: Op, erasedOp: Op): boolean =>
  isTextOp(op) && isTextOp(erasedOp) ? op.text === erasedOp.text : op.erased === true;
