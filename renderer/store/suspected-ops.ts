import { admitValue, dotsNamedBy, textsNamedBy } from '#domain/document/admit-value.ts';
import { admitText, TextRuns } from '#domain/document/admit-text.ts';
import { registerAt } from '#domain/document/document.ts';
import { type Dot, deviceOf, dotOf, numberOf } from '#domain/document/dot.ts';
import { writersBeyond } from '#domain/document/merge-text.ts';
import { isTextOp, type Op, type TextOp, type ValueOp } from '#domain/document/op.ts';
import { updateOf } from '#domain/document/text-update.ts';
import { isWriterOf } from '#domain/document/text-writer.ts';
import type { DeviceId } from '#domain/ids.ts';
import { doubtsOf, opOf } from './rows.ts';
import type { Taking } from './take-packs.ts';

// M2 and M4 on a road without headquarters. Only headquarters knows the writers of unbound ids, the devices that write no
// more, and what a renewed device may go on with. An op that is held here in vain counts at its word.

/** Is an op that came by another road to be kept without effect until headquarters has judged it? */
export function isSuspicious({ work, own }: Pick<Taking, 'work' | 'own'>, op: Op): boolean {
  if (deviceOf(op.dot) === own) return false;
  return isTextOp(op) ? !isAdmitted(op, textBefore(work, op)) : !isAdmittedValue(work, op);
}

const isAdmittedValue = (work: Taking['work'], op: ValueOp): boolean =>
  admitValue(op, work, (path) => registerAt(work.view(op.doc), path)?.text).ok;

const textBefore = (work: Taking['work'], op: TextOp): TextRuns =>
  TextRuns.of(registerAt(work.view(op.doc), op.path)?.text);

const isAdmitted = (op: TextOp, text: TextRuns): boolean =>
  admitText(op, text, { devices: [deviceOf(op.dot)], usedUnbound: () => true }).ok;

/**
 * Lets suspected ops take effect that fit by now: packs of several devices come in any order. Nobody can know what this
 * device itself had not written, so an op that names own values or words waits for headquarters.
 */
export async function judgeSuspectedAgain({ db, work, own }: Taking): Promise<void> {
  const texts: TextOp[] = [];
  for (const dot of work.row.suspected ?? []) {
    const op = await readOp(db, work, dot);
    if (op === undefined || namesOwn(op, own)) continue;
    if (isTextOp(op)) texts.push(op);
    else if (isAdmittedValue(work, op)) work.release(dot);
  }
  releaseFittingTexts(work, texts);
}

/** A text that fits may make room for another. */
function releaseFittingTexts(work: Taking['work'], ops: readonly TextOp[]): void {
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

const namesOwn = (op: Op, own: DeviceId): boolean =>
  isTextOp(op)
    ? [...(updateOf(op)?.deletes.keys() ?? [])].some((client) => isWriterOf(client, own))
    : dotsNamedBy(op).some((dot) => deviceOf(dot) === own) || textsNamedBy(op).some(namesTextOf(own));

const namesTextOf =
  (own: DeviceId) =>
  ([, vector]: readonly [unknown, string]): boolean =>
    writersBeyond(vector, undefined).some((client) => isWriterOf(client, own));

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
  for (const dot of work.row.suspected ?? []) {
    const doubt = doubtsOf(work.row)[deviceOf(dot)];
    if (doubt === undefined || numberOf(dot) < doubt.from) work.release(dot);
  }
}
