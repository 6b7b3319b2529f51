import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type LogRow, newLogRow, type RemovalPoint } from '../db/log-row.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { grantsToRefetch } from '../journal/erased-log-entries.ts';
import { restoreOwnOps } from './restore-own-ops.ts';

/**
 * Turn a removed mission into a new one, once its restoration is journaled: grants and a snapshot are requested again.
 * Only the end of the own chain remains, from which it continues (P2), and the counts of erased fields. Runs inside the
 * caller's transaction over all tables. Repeatable.
 */
export async function restoreErasedLog(db: FieldDatabase, logId: LogId): Promise<void> {
  const logRow = await readLogRow(db, logId);
  const sentinel = await readMeta(db, 'sentinel');
  if (logRow.erased === undefined || sentinel === undefined) return;
  const ownDeviceId = sentinel.device;
  const { off: _, ...back } = logRow.erased;
  await db.logs.put(restoredLogRow(logRow, ownDeviceId, back));
  const counts = await db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, logRow.acked + 1], [logId, ownDeviceId, Dexie.maxKey])
    .toArray();
  if (counts.length > 0)
    await restoreOwnOps(db, ownDeviceId, {
      log: logId,
      ops: [],
      packs: [],
      have: highestSeenNumber(logRow.have, ownDeviceId),
      acked: logRow.acked,
      chainEnd: null,
      refold: counts.map(({ doc }) => doc),
      startsBySnapshot: true,
    });
  const grants = await readMeta(db, 'grants');
  if (grants) await putMeta(db, 'grants', grantsToRefetch(grants));
}

/** Ops of others count again on arrival: headquarters may have lost some of them meanwhile. */
function restoredLogRow(
  { log, have, chains, acked }: LogRow,
  ownDeviceId: DeviceId,
  back: RemovalPoint,
): LogRow {
  const { [ownDeviceId]: n } = have;
  const { [ownDeviceId]: chainEnd } = chains;
  return {
    ...newLogRow(log),
    have: n === undefined ? {} : { [ownDeviceId]: n },
    chains: chainEnd === undefined ? {} : { [ownDeviceId]: chainEnd },
    acked,
    snapshot: null,
    back,
  };
}
