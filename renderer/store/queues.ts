import { Dexie } from 'dexie';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { LogQueue } from '#sync/client/plan-request.ts';
import type { FieldDatabase } from './database.ts';
import { mayLeaveUpTo, mostOps } from './held-texts.ts';
import { readLogRows } from './log-table.ts';
import { readToSend } from './seal.ts';
import { chainEndOf, doubtsOf, type LogRow } from './rows.ts';

/** What waits for headquarters in every log, without those that it does not take from us. */
export async function readQueues(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogQueue[]> {
  const rows = await readWaiting(db, own, stopped);
  const queues = await Promise.all(rows.map((row) => readQueue(db, own, row)));
  return queues.filter(({ sealedBytes, unsealedBytes }) => sealedBytes.length > 0 || unsealedBytes > 0);
}

/** Does anything wait? The same as `readQueues`, without reading what it is. */
export async function hasQueues(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<boolean> {
  for (const row of await readWaiting(db, own, stopped)) {
    const { log, acked } = row;
    const sealed = db.packs
      .where('[log+device+first]')
      .between([log, own, acked + 1], [log, own, Dexie.maxKey]);
    if ((await sealed.count()) > 0) return true;
    if ((await unsealedOf(db, own, row, Dexie.maxKey).count()) === 0) continue;
    const upTo = await mayLeaveUpTo(db, own, row);
    if ((await unsealedOf(db, own, row, upTo).count()) > 0) return true;
  }
  return false;
}

async function readQueue(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<LogQueue> {
  const { log } = row;
  const sealed = await readToSend(db, own, row);
  const waiting = db.outbox.where('[log+n]');
  const oldest = await waiting.between([log, Dexie.minKey], [log, Dexie.maxKey]).first();
  // Enough for the largest request; what lies beyond does not change the plan.
  const unsealed = await unsealedOf(db, own, row, await mayLeaveUpTo(db, own, row))
    .limit(mostOps)
    .toArray();
  return {
    log,
    oldestMs: oldest?.wroteAtMs ?? 0,
    sealedBytes: sealed.map(({ payload }) => bytesInRequest(payload)),
    unsealedBytes: unsealed.reduce((sum, { bytes }) => sum + bytes + bytesAroundOp, 0),
  };
}

/** While a log comes as a snapshot, or the own chain is compared, it is not settled and nothing of it is sent. */
const readWaiting = async (
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> =>
  (await readLogRows(db)).filter(
    (row) =>
      row.waiting.changes > 0 &&
      !stopped.has(row.log) &&
      row.snapshot === undefined &&
      doubtsOf(row)[own]?.step !== 'compare',
  );

const unsealedOf = (db: FieldDatabase, own: DeviceId, row: LogRow, upTo: unknown) =>
  db.outbox.where('[log+n]').between([row.log, chainEndOf(row, own).n + 1], [row.log, upTo], true, true);

/** What columns take beside an op's value, about. */
const bytesAroundOp = 40;
