import { compareTimestamps } from '#domain/clock/hlc.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import type { Register } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, isTextOp, numberOfDot, type Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { HistoryEntry } from '../api/store-api.ts';
import { readBaseRow } from '../db/fold-document.ts';
import { isAtServer } from '../db/log-row.ts';
import { readLogRow } from '../db/meta.ts';
import { type BaseRow, opFromRow } from '../db/rows.ts';
import type { QueryFunction } from './live-query.ts';
import { readHeldOpVisibility, readOwnDevice } from './session-queries.ts';

/**
 * Ops of one document at or below a path (all with an empty one), newest first. Of a snapshot, or of ops pruned here,
 * only the values of that time exist.
 */
export const queryDocumentHistory: QueryFunction<'history'> = async (querySources, { log, doc, below }) => {
  const { db } = querySources;
  const opRows = await db.ops.where('[log+doc]').equals([log, doc]).toArray();
  const baseRow = await readBaseRow(db, log, doc);
  const logRow = await readLogRow(db, log);
  const ownDeviceId = await readOwnDevice(querySources);
  const isThere = (deviceId: DeviceId, n: number): boolean =>
    deviceId === ownDeviceId ? n <= logRow.acked : isAtServer(logRow, deviceId, n);
  const sees = await readHeldOpVisibility(querySources);
  const isHeld = (dot: Dot): boolean => dot in logRow.held;
  const ops = opRows.map(opFromRow).filter(({ dot }) => !isHeld(dot) || sees(log, dot));
  const opDots = new Set(ops.map(({ dot }) => dot));
  const inBase = baseValuesOf(baseRow).filter(({ dot }) => !opDots.has(dot));
  const here = new Set([...ops, ...inBase].map(({ dot }) => dot));
  const entries = ops.map((op) => ({
    dot: op.dot,
    path: op.path,
    stamp: op.stamp,
    value: isTextOp(op) ? undefined : op.value,
    isText: isTextOp(op),
    ...(op.erased && { erased: op.erased }),
    ...(!isTextOp(op) && { over: op.over }),
    ...(!isTextOp(op) && op.over.some((dot) => !here.has(dot)) && { olderAtHeadquarters: true as const }),
  }));
  return [...entries, ...inBase]
    .filter(({ path }) => !isCausalContextPath(path))
    .filter(({ path }) => below === '' || path === below || path.startsWith(`${below}/`))
    .sort((a, b) => compareTimestamps(stampOfEntry(b), stampOfEntry(a)))
    .map((entry) => ({
      ...entry,
      device: deviceOfDot(entry.dot),
      where: isThere(deviceOfDot(entry.dot), numberOfDot(entry.dot)) ? 'headquarters' : 'laptop',
      held: isHeld(entry.dot),
    }));
};

/** Values of the base; the values that they replaced are only at headquarters. */
function baseValuesOf(baseRow: BaseRow | undefined) {
  // Keys of a parsed record are paths; Object.entries forgets that.
  const registers = Object.entries(baseRow?.registers ?? {}) as [Path, Register][];
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

const stampOfEntry = ({ dot, stamp }: { readonly dot: Dot; readonly stamp: HistoryEntry['stamp'] }) => ({
  stamp,
  device: deviceOfDot(dot),
});
