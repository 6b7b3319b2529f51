import { compareStamps } from '#domain/clock/hlc.ts';
import { isTextOp } from '#domain/document/op.ts';
import { type Dot, deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { isRemovalContext } from '#domain/document/removal-context.ts';
import type { Register } from '#domain/document/register.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readBase } from '../bases.ts';
import { readLogRow } from '../log-table.ts';
import { type BaseRow, isAtHeadquarters, opOf } from '../rows.ts';
import type { HistoryEntry } from '../store-api.ts';
import { readOwnDevice } from './own-device.ts';
import { readSeesHeld } from './sees-held.ts';
import type { Answer } from './question.ts';

/**
 * Ops of one document at or below a path (all with an empty one), newest first. Of what came in a snapshot, or was pruned
 * here, there are only the values that stood then.
 */
export const answerHistory: Answer<'history'> = async (sources, { log, doc, below }) => {
  const { db } = sources;
  const rows = await db.ops.where('[log+doc]').equals([log, doc]).toArray();
  const base = await readBase(db, log, doc);
  const logRow = await readLogRow(db, log);
  const own = await readOwnDevice(sources);
  const isThere = (device: DeviceId, n: number): boolean =>
    device === own ? n <= logRow.acked : isAtHeadquarters(logRow, device, n);
  const sees = await readSeesHeld(sources);
  const isHeld = (dot: Dot): boolean => dot in logRow.held;
  const ops = rows.map(opOf).filter(({ dot }) => !isHeld(dot) || sees(log, dot));
  const inBase = valuesOf(base).filter(({ dot }) => !ops.some((op) => op.dot === dot));
  const here = new Set([...ops, ...inBase].map(({ dot }) => dot));
  const entries = ops.map((op) => ({
    dot: op.dot,
    path: op.path,
    stamp: op.stamp,
    value: isTextOp(op) ? undefined : op.value,
    isText: isTextOp(op),
    ...(op.erased && { erased: op.erased }),
    ...(!isTextOp(op) && op.over.some((dot) => !here.has(dot)) && { olderAtHeadquarters: true as const }),
  }));
  return [...entries, ...inBase]
    .filter(({ path }) => !isRemovalContext(path))
    .filter(({ path }) => below === '' || path === below || path.startsWith(`${below}/`))
    .sort((a, b) => compareStamps(stamped(b), stamped(a)))
    .map((entry) => ({
      ...entry,
      device: deviceOf(entry.dot),
      where: isThere(deviceOf(entry.dot), numberOf(entry.dot)) ? 'headquarters' : 'laptop',
      held: isHeld(entry.dot),
    }));
};

/** What stood in the base; what these values replaced is only at headquarters. */
function valuesOf(base: BaseRow | undefined) {
  // Keys of a parsed record are paths; Object.entries forgets that.
  const registers = Object.entries(base?.registers ?? {}) as [Path, Register][];
  return registers.flatMap(([path, { heads }]) =>
    heads.map(({ dot, stamp, value }) => ({
      dot,
      path,
      stamp,
      value,
      isText: false,
      olderAtHeadquarters: true as const,
    })),
  );
}

const stamped = ({ dot, stamp }: { readonly dot: Dot; readonly stamp: HistoryEntry['stamp'] }) => ({
  stamp,
  device: deviceOf(dot),
});
