import { admitText, TextRuns } from '#domain/document/admit-text.ts';
import { registerAt } from '#domain/document/document.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op, type TextOp } from '#domain/document/op.ts';
import { updateOf } from '#domain/document/text-update.ts';
import { isWriterOf } from '#domain/document/text-writer.ts';
import type { DeviceId } from '#domain/ids.ts';
import { doubtsOf, opOf } from './rows.ts';
import type { Taking } from './take-packs.ts';

// M4 on a road without headquarters. Whose unbound ids are, and what a renewed device may go on with, only headquarters can
// tell; what is held here in vain counts at its word.

/** Is a text op that came by another road to be kept without effect until headquarters has judged it? */
export const isSuspicious = ({ work, own }: Pick<Taking, 'work' | 'own'>, op: Op): boolean =>
  isTextOp(op) && deviceOf(op.dot) !== own && !isAdmitted(op, textBefore(work, op));

const textBefore = (work: Taking['work'], op: TextOp): TextRuns =>
  TextRuns.of(registerAt(work.view(op.doc), op.path)?.text);

const isAdmitted = (op: TextOp, text: TextRuns): boolean =>
  admitText(op, text, { devices: [deviceOf(op.dot)], usedUnbound: () => true }).ok;

/**
 * Packs of several devices came in any order: what was held because it deletes what was not here yet may fit now. Nobody can
 * know what this device itself had not written, so what named that waits for headquarters.
 */
export async function judgeSuspectedAgain({ db, work, own }: Taking): Promise<void> {
  const ops: TextOp[] = [];
  for (const dot of work.row.suspected ?? []) {
    const op = await readOp(db, work, dot);
    if (op !== undefined && isTextOp(op) && !deletesOf(op, own)) ops.push(op);
  }
  const texts = new Map<string, TextRuns>();
  for (let left = ops, count = -1; left.length !== count; ) {
    count = left.length;
    left = left.filter((op) => {
      const at = `${op.doc} ${op.path}`;
      const text = texts.get(at) ?? textBefore(work, op);
      const update = updateOf(op);
      if (update === null || !isAdmitted(op, text)) return true;
      texts.set(at, text.after(update));
      work.release(op.dot);
      return false;
    });
  }
}

const deletesOf = (op: TextOp, own: DeviceId): boolean =>
  [...(updateOf(op)?.deletes.keys() ?? [])].some((client) => isWriterOf(client, own));

async function readOp(db: Taking['db'], work: Taking['work'], dot: Dot): Promise<Op | undefined> {
  const isIt = (row: { readonly device: DeviceId; readonly n: number }): boolean =>
    dotOf(row.device, row.n) === dot;
  const row = work.newOps.find(isIt) ?? (await db.ops.get([work.row.log, deviceOf(dot), numberOf(dot)]));
  return row && opOf(row);
}

/**
 * Ops that this device held itself: once headquarters has their device's chain as it is here, and its log was read to the
 * end, it has said which of them it holds, and the others count.
 */
export function clearSuspected(work: Taking['work']): void {
  if (!work.row.caughtUp) return;
  for (const dot of work.row.suspected ?? [])
    if (doubtsOf(work.row)[deviceOf(dot)] === undefined) work.release(dot);
}
