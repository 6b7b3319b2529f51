import * as z from 'zod';
import type { Dot } from '#domain/document/dot.ts';
import { withoutOpContent } from '#domain/document/erase-ops.ts';
import { isTextOp, Op } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { packHash, payloadWithOps } from '#sync/protocol/erased-pack.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import { decodeStoredPayload } from '#sync/protocol/pack-codec.ts';
import { Pack } from '#sync/protocol/wire.ts';

/**
 * What single words went from a mission here, so that they go from the journal as well: the fields that they stood in, the
 * ops that wrote them, as they are now, and the packs. `pack`: as headquarters sends it; null where only this laptop
 * erased something, and has no such pack any more.
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
 * The text of what is parked without what was erased; null where it has nothing of it. What is parked is a pack itself, or
 * another branch (P2) that says something in the same fields: no branch of what was said there stays.
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

/** These ops as they are now; null where none of them has words that are erased. */
export function opsWithoutErased(ops: readonly Op[], erased: ReadonlyMap<Dot, Op>): readonly Op[] | null {
  const left = ops.map((op) => {
    const other = erased.get(op.dot);
    return other === undefined || isSameErasedOp(op, other) ? op : other;
  });
  return left.some((op, at) => op !== ops[at]) ? left : null;
}

const isSameErasedOp = (op: Op, erased: Op): boolean =>
  isTextOp(op) && isTextOp(erased) ? op.text === erased.text : op.erased === true;
