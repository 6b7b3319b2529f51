import { Dexie } from 'dexie';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyTables } from '../db/device-only-tables.ts';
import { type LogErasure, type LogRow, newLogRow } from '../db/log-row.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { type OpRow, opFromRow } from '../db/rows.ts';
import { isErasureCount } from '../journal/erased-log-entries.ts';
import { grantsWithoutLogs } from '../journal/erased-logs.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { LogTransaction } from './log-transaction.ts';

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
