import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { itemRegistersOf, removedPathOf } from '#domain/document/causal-context.ts';
import { type Document, isItemRemoved, itemIdsBelow } from '#domain/document/document.ts';
import { deviceOfDot, isTextOp, type Path } from '#domain/document/op.ts';
import { isRemovedWithoutConflict, removalConflictOf } from '#domain/document/removal-conflicts.ts';
import { contentOfHead, type MadeOp, type Oracle } from './oracle.ts';
import type { Violation } from './verdict.ts';

/** M5: everything hidden by a removal without a question was there when somebody removed it. */
export const findHidden = (documents: readonly Document[], oracle: Oracle): readonly Violation[] =>
  documents.flatMap((document) =>
    itemsOutOfSight(document).flatMap((item) => {
      const removals = oracle.made.filter((made) => stands(document, made, removedPathOf(item)));
      const paths = itemRegistersOf(document, item).map(([path]) => path);
      return oracle.saved
        .filter((made) => paths.some((path) => stands(document, made, path)))
        .filter((made) => !removals.some((removal) => knew(removal, made)))
        .map(({ content, laptop }): Violation => {
          const detail = `${content} of ${laptop} is out of sight with ${item || 'its document'}`;
          return { invariant: 'silently overwritten', detail };
        });
    }),
  );

/** The whole document as the empty one. */
function itemsOutOfSight(document: Document): readonly string[] {
  const sessions = itemIdsBelow(document, 'sessions')
    .map((id) => `sessions/${id}`)
    .filter((item) => isItemRemoved(document, item) && removalConflictOf(document, item) === null);
  return isRemovedWithoutConflict(document) ? ['', ...sessions] : sessions;
}

/** Is this a person's value of this register, and still there? */
function stands(document: Document, { op, content }: MadeOp, path: Path): boolean {
  if (op.doc !== document.doc || op.path !== path) return false;
  const { heads = [], text } = document.registers[path] ?? {};
  if (isTextOp(op)) return text !== undefined && isIn(op.text, text);
  return heads.some((head) => contentOfHead(op.doc, path, head) === content);
}

/** Does applying an update to a text again change nothing? Held updates are not in it, nor those that follow them. */
function isIn(update: string, text: string): boolean {
  const whole = new Y.Doc();
  Y.applyUpdate(whole, decodeBase64(text));
  const before = Y.encodeStateVector(whole);
  Y.applyUpdate(whole, decodeBase64(update));
  const after = Y.encodeStateVector(whole);
  return whole.store.pendingStructs === null && Buffer.from(before).equals(Buffer.from(after));
}

/**
 * Its writer knew of it, on this laptop or on one that went on from a copy of it. So did everybody who had it on their
 * laptop when they removed it.
 */
function knew(removal: MadeOp, madeOp: MadeOp): boolean {
  if (deviceOfDot(removal.op.dot) === deviceOfDot(madeOp.op.dot) || removal.laptop === madeOp.laptop)
    return true;
  const { doc, path } = madeOp.op;
  const register = removal.before?.registers[path];
  if (!isTextOp(madeOp.op))
    return (register?.heads ?? []).some((head) => contentOfHead(doc, path, head) === madeOp.content);
  return register?.text !== undefined && isIn(madeOp.op.text, register.text);
}
