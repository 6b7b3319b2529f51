import { compareStamps } from '#domain/clock/hlc.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { deviceOf, numberOf } from '#domain/document/dot.ts';
import { readLogRow } from '../log-table.ts';
import { opOf } from '../rows.ts';
import type { Answer } from './question.ts';

/** Ops of one document at or below a path (all with an empty one), newest first. */
export const answerHistory: Answer<'history'> = async ({ db, live }, { log, doc, below }) => {
  const rows = await db.ops.where('[log+doc]').equals([log, doc]).toArray();
  const { acked, held } = await readLogRow(db, log);
  return rows
    .map(opOf)
    .filter(({ path }) => below === '' || path === below || path.startsWith(`${below}/`))
    .sort((a, b) => compareStamps(stamped(b), stamped(a)))
    .map((op) => ({
      dot: op.dot,
      device: deviceOf(op.dot),
      path: op.path,
      stamp: op.stamp,
      value: isTextOp(op) ? undefined : op.value,
      isText: isTextOp(op),
      where: deviceOf(op.dot) !== live.device || numberOf(op.dot) <= acked ? 'headquarters' : 'laptop',
      held: op.dot in held,
    }));
};

const stamped = (op: Op) => ({ stamp: op.stamp, device: deviceOf(op.dot) });
