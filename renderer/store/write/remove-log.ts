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
export async function restoreErasedLog(db: FieldDatabase, log: LogId): Promise<void> {
  const row = await readLogRow(db, log);
  const sentinel = await readMeta(db, 'sentinel');
  if (row.erased === undefined || sentinel === undefined) return;
  const own = sentinel.device;
  const { off: _, ...back } = row.erased;
  await db.logs.put(restoredLogRow(row, own, back));
  const counts = await db.ops
    .where('[log+device+n]')
    .between([log, own, row.acked + 1], [log, own, Dexie.maxKey])
    .toArray();
  if (counts.length > 0)
    await restoreOwnOps(db, own, {
      log,
      ops: [],
      packs: [],
      have: highestSeenNumber(row.have, own),
      acked: row.acked,
      chainEnd: null,
      refold: counts.map(({ doc }) => doc),
      startsBySnapshot: true,
    });
  const grants = await readMeta(db, 'grants');
  if (grants) await putMeta(db, 'grants', grantsToRefetch(grants));
}

/** Ops of others count again on arrival: headquarters may have lost some of them meanwhile. */
function restoredLogRow({ log, have, chains, acked }: LogRow, own: DeviceId, back: RemovalPoint): LogRow {
  const { [own]: n } = have;
  const { [own]: chain } = chains;
  return {
    ...newLogRow(log),
    have: n === undefined ? {} : { [own]: n },
    chains: chain === undefined ? {} : { [own]: chain },
    acked,
    snapshot: null,
    back,
  };
}

/**
 * Delete a mission from every table, once its erasure is journaled. The end of its chain remains, so that its numbers
 * are never used again (P2). Unsent counts of erased fields remain too. Runs inside the caller's transaction over all
 * tables. Repeatable.
 * @param own Identity of the database's ops, since a former identity may have erased.
 */
export async function removeErasedLog(
  db: FieldDatabase,
  entry: LogErasedEntry,
  own: DeviceId,
): Promise<void> {
  const { kind: _, log, ...erased } = entry;
  const { device, end } = erased;
  const row = await readLogRow(db, log);
  if (row.erased !== undefined && isSameErasure(row.erased, erased)) return;
  const upTo = end?.n ?? 0;
  const beyond = [[log, device, upTo + 1] as const, [log, device, Dexie.maxKey] as const] as const;
  const ops = (
    await db.ops
      .where('[log+device+n]')
      .between(...beyond)
      .toArray()
  ).filter(isErasureCountRow);
  const packs = await db.packs
    .where('[log+device+first]')
    .between(...beyond)
    .toArray();

  await deleteLogRows(db, log);
  await removeLogFromMeta(db, entry);
  await db.ops.bulkAdd(ops);
  await db.packs.bulkAdd(packs);
  await db.logs.put(erasedLogRow(row, erased, own, ops.map(opFromRow)));
}

const isSameErasure = (a: LogErasure, b: LogErasure): boolean =>
  a.atMs === b.atMs && (a.off === undefined) === (b.off === undefined);

const isErasureCountRow = (row: OpRow): boolean => isErasureCount(opFromRow(row));

async function deleteLogRows(db: FieldDatabase, log: LogId): Promise<void> {
  const [two, three] = [
    [[log, Dexie.minKey] as const, [log, Dexie.maxKey] as const],
    [[log, Dexie.minKey, Dexie.minKey] as const, [log, Dexie.maxKey, Dexie.maxKey] as const],
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
  await db.undoSteps.filter((step) => step.log === log).delete();
  for (const table of deviceOnlyTables(db)) await table.where('log').equals(log).delete();
  // Few rows. The text of a quarantined item names its log, whole or damaged.
  await db.erasures.filter((one) => one.log === log).delete();
  await db.parked.filter(({ text }) => text.includes(log)).delete();
}

async function removeLogFromMeta(db: FieldDatabase, { log, off }: LogErasedEntry): Promise<void> {
  const [grants, forks] = await Promise.all([readMeta(db, 'grants'), readMeta(db, 'forks')]);
  if (grants) await putMeta(db, 'grants', grantsWithoutLogs(grants, new Set([log])));
  // For a mission that may return, the fork check stays.
  if (forks && off === undefined)
    await putMeta(
      db,
      'forks',
      forks.filter((fork) => fork.log !== log),
    );
  for (const list of ['dueMissions', 'dueParts'] as const) await removeFromDueList(db, list, log);
}

/** Remove a mission from a list of due content: it is erased, or must not be listed any more. */
export async function removeFromDueList(
  db: FieldDatabase,
  name: 'dueMissions' | 'dueParts',
  log: LogId,
): Promise<void> {
  const { [log]: listed, ...others } = (await readMeta(db, name)) ?? {};
  if (listed) await putMeta(db, name, others);
}

/** Keep the version vector, so that nobody counts the erased ops as new. */
function erasedLogRow(row: LogRow, erased: LogErasure, own: DeviceId, counts: readonly Op[]): LogRow {
  const { device, end } = erased;
  const known = row.chains[device] ?? end;
  const chain = end !== null && end.n > (known?.n ?? 0) ? end : known;
  const { [own]: ownChain } = row.chains;
  const n = Math.max(row.have[device] ?? 0, end?.n ?? 0);
  const transaction = new LogTransaction(
    {
      ...newLogRow(row.log),
      since: row.since,
      caughtUp: true,
      have: n > 0 ? { ...row.have, [device]: n } : row.have,
      chains: { ...(ownChain && { [own]: ownChain }), ...(chain && { [device]: chain }) },
      acked: device === own ? Math.max(row.acked, end?.n ?? 0) : row.acked,
      erased,
    },
    new Map(),
  );
  transaction.recountWaiting([], counts);
  return transaction.row;
}
