import { Dexie } from 'dexie';
import type { Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import type { LogErasedEntry } from '../journal-entry.ts';
import { readLogRow } from '../log-table.ts';
import { LogWork } from '../log-work.ts';
import { putMeta, readMeta } from '../meta.ts';
import { type LogErased, type LogRow, newLogRow, opOf, type OpRow } from '../rows.ts';
import { takeOffDueList } from './due-list.ts';
import { grantsWithout } from './erased-logs.ts';
import { isCount } from './what-stays.ts';

/**
 * Takes a mission out of every table, once its journal says so. What stays is where its chain ends, which is that its
 * numbers are never used again (P2), and the numbers of what was erased that headquarters has not got yet. `own`: as
 * whom the database writes, since it may be a former identity that erased. Runs inside the caller's transaction over all
 * tables. Again, it changes nothing.
 */
export async function takeLogOut(db: FieldDatabase, entry: LogErasedEntry, own: DeviceId): Promise<void> {
  const { kind: _, log, ...erased } = entry;
  const { device, end } = erased;
  const row = await readLogRow(db, log);
  if (row.erased !== undefined && isSame(row.erased, erased)) return;
  const upTo = end?.n ?? 0;
  const beyond = [[log, device, upTo + 1] as const, [log, device, Dexie.maxKey] as const] as const;
  const ops = (
    await db.ops
      .where('[log+device+n]')
      .between(...beyond)
      .toArray()
  ).filter(isCountRow);
  const packs = await db.packs
    .where('[log+device+first]')
    .between(...beyond)
    .toArray();

  await emptyTables(db, log);
  await emptyMeta(db, entry);
  await db.ops.bulkAdd(ops);
  await db.packs.bulkAdd(packs);
  await db.logs.put(rowAfter(row, erased, own, ops.map(opOf)));
}

const isSame = (a: LogErased, b: LogErased): boolean =>
  a.atMs === b.atMs && (a.off === undefined) === (b.off === undefined);

const isCountRow = (row: OpRow): boolean => isCount(opOf(row));

async function emptyTables(db: FieldDatabase, log: LogId): Promise<void> {
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
  await db.notes.where('log').equals(log).delete();
  // Few rows. What was parked names its log in its text, whole or damaged.
  await db.erasures.filter((one) => one.log === log).delete();
  await db.parked.filter(({ text }) => text.includes(log)).delete();
}

async function emptyMeta(db: FieldDatabase, { log, off }: LogErasedEntry): Promise<void> {
  const [grants, forks] = await Promise.all([readMeta(db, 'grants'), readMeta(db, 'forks')]);
  if (grants) await putMeta(db, 'grants', grantsWithout(grants, new Set([log])));
  // A mission that comes back is looked at as before.
  if (forks && off === undefined)
    await putMeta(
      db,
      'forks',
      forks.filter((fork) => fork.log !== log),
    );
  for (const list of ['dueMissions', 'dueParts'] as const) await takeOffDueList(db, list, log);
}

/** With its version vector, so that nobody counts what was here as new. */
function rowAfter(row: LogRow, erased: LogErased, own: DeviceId, counts: readonly Op[]): LogRow {
  const { device, end } = erased;
  const known = row.chains[device] ?? end;
  const chain = end !== null && end.n > (known?.n ?? 0) ? end : known;
  const { [own]: ownChain } = row.chains;
  const n = Math.max(row.have[device] ?? 0, end?.n ?? 0);
  const work = new LogWork(
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
  work.recount([], counts);
  return work.row;
}
