import { Dexie } from 'dexie';
import { highestSeenNumber, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyTables } from '../db/device-only-tables.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import {
  type LogErasure,
  type LogRow,
  newLogRow,
  type OpRow,
  opFromRow,
  type RemovalPoint,
} from '../db/rows.ts';
import { grantsToRefetch, isErasureCount } from '../journal/erased-log-entries.ts';
import { grantsWithoutLogs } from '../journal/erased-logs.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { LogTransaction } from './log-transaction.ts';
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

/**
 * Delete a mission from every table, once its erasure is journaled. The end of its chain remains, so that its numbers
 * are never used again (P2). Unsent counts of erased fields remain too. Runs inside the caller's transaction over all
 * tables. Repeatable.
 * @param ownDeviceId Identity of the database's ops, since a former identity may have erased.
 */
export async function removeErasedLog(
  db: FieldDatabase,
  erasedEntry: LogErasedEntry,
  ownDeviceId: DeviceId,
): Promise<void> {
  const { kind: _, log, ...erased } = erasedEntry;
  const { device, end } = erased;
  const logRow = await readLogRow(db, log);
  if (logRow.erased !== undefined && isSameErasure(logRow.erased, erased)) return;
  const upTo = end?.n ?? 0;
  const beyond = [[log, device, upTo + 1] as const, [log, device, Dexie.maxKey] as const] as const;
  const opRows = (
    await db.ops
      .where('[log+device+n]')
      .between(...beyond)
      .toArray()
  ).filter(isErasureCountRow);
  const packRows = await db.packs
    .where('[log+device+first]')
    .between(...beyond)
    .toArray();

  await deleteLogRows(db, log);
  await removeLogFromMeta(db, erasedEntry);
  await db.ops.bulkAdd(opRows);
  await db.packs.bulkAdd(packRows);
  await db.logs.put(erasedLogRow(logRow, erased, ownDeviceId, opRows.map(opFromRow)));
}

const isSameErasure = (a: LogErasure, b: LogErasure): boolean =>
  a.atMs === b.atMs && (a.off === undefined) === (b.off === undefined);

const isErasureCountRow = (opRow: OpRow): boolean => isErasureCount(opFromRow(opRow));

async function deleteLogRows(db: FieldDatabase, logId: LogId): Promise<void> {
  const [two, three] = [
    [[logId, Dexie.minKey] as const, [logId, Dexie.maxKey] as const],
    [[logId, Dexie.minKey, Dexie.minKey] as const, [logId, Dexie.maxKey, Dexie.maxKey] as const],
  ] as const;
  await db.ops
    .where('[log+device+n]')
    .between(...three)
    .delete();
  for (const table of [db.packs, db.early])
    await table
      .where('[log+device+first]')
      .between(...three)
      .delete();
  for (const table of [db.documents, db.summaries, db.bases])
    await table
      .where('[log+doc]')
      .between(...two)
      .delete();
  await db.undoSteps.filter((step) => step.log === logId).delete();
  for (const table of deviceOnlyTables(db)) await table.where('log').equals(logId).delete();
  // Few rows. The text of a quarantined item names its log, whole or damaged.
  await db.erasures.filter((erasureRow) => erasureRow.log === logId).delete();
  await db.parked.filter(({ text }) => text.includes(logId)).delete();
}

async function removeLogFromMeta(db: FieldDatabase, { log, off }: LogErasedEntry): Promise<void> {
  const [grants, forkedIdentities] = await Promise.all([readMeta(db, 'grants'), readMeta(db, 'forks')]);
  if (grants) await putMeta(db, 'grants', grantsWithoutLogs(grants, new Set([log])));
  // For a mission that may return, the fork check stays.
  if (forkedIdentities && off === undefined)
    await putMeta(
      db,
      'forks',
      forkedIdentities.filter((forkedIdentity) => forkedIdentity.log !== log),
    );
  for (const list of ['dueMissions', 'dueParts'] as const) await removeFromDueList(db, list, log);
}

/** Remove a mission from a list of due content: it is erased, or must not be listed any more. */
export async function removeFromDueList(
  db: FieldDatabase,
  name: 'dueMissions' | 'dueParts',
  logId: LogId,
): Promise<void> {
  const { [logId]: listedGraceState, ...others } = (await readMeta(db, name)) ?? {};
  if (listedGraceState) await putMeta(db, name, others);
}

/** Keep the version vector, so that nobody counts the erased ops as new. */
function erasedLogRow(
  logRow: LogRow,
  erasedLogErasure: LogErasure,
  ownDeviceId: DeviceId,
  counts: readonly Op[],
): LogRow {
  const { device, end } = erasedLogErasure;
  const knownChainEnd = logRow.chains[device] ?? end;
  const chainEnd = end !== null && end.n > (knownChainEnd?.n ?? 0) ? end : knownChainEnd;
  const { [ownDeviceId]: ownChain } = logRow.chains;
  const n = Math.max(logRow.have[device] ?? 0, end?.n ?? 0);
  const transaction = new LogTransaction(
    {
      ...newLogRow(logRow.log),
      since: logRow.since,
      caughtUp: true,
      have: n > 0 ? { ...logRow.have, [device]: n } : logRow.have,
      chains: { ...(ownChain && { [ownDeviceId]: ownChain }), ...(chainEnd && { [device]: chainEnd }) },
      acked: device === ownDeviceId ? Math.max(logRow.acked, end?.n ?? 0) : logRow.acked,
      erased: erasedLogErasure,
    },
    new Map(),
  );
  transaction.recountWaiting([], counts);
  return transaction.row;
}
