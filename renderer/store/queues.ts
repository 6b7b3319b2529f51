import { Dexie } from 'dexie';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { LogQueue } from '#sync/client/plan-request.ts';
import type { FieldDatabase } from './database.ts';
import { mayLeaveUpTo } from './held-texts.ts';
import { knownLogRows } from './known-rows.ts';
import { readToSend } from './seal.ts';
import { chainEndOf, doubtsOf, type LogRow } from './rows.ts';

export interface StoredQueue extends LogQueue {
  /** This laptop has erased something in a pack of it, which so cannot be sent, nor can what follows it. */
  readonly isCut: boolean;
}

/** What waits for headquarters in every log, without those that it does not take from us. */
export async function readQueues(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly StoredQueue[]> {
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
    if ((await sealed.count()) > 0 || (await countUnsealed(db, own, row)) > 0) return true;
  }
  return false;
}

async function readQueue(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<StoredQueue> {
  const { log, waiting } = row;
  const sealed = await readToSend(db, own, row);
  return {
    log,
    oldestMs: waiting.sinceMs ?? 0,
    sealedBytes: sealed.map(({ payload }) => bytesInRequest(payload)),
    // In proportion: reading each of them for a plan would cost more than it says.
    unsealedBytes: (await countUnsealed(db, own, row)) * (waiting.bytes / waiting.changes + bytesAroundOp),
    isCut: sealed.some(({ isCut }) => isCut === true),
  };
}

/** How many own ops are in no pack and may leave. */
async function countUnsealed(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<number> {
  const [sealed, written] = [chainEndOf(row, own).n, seenUpTo(row.have, own)];
  if (written <= sealed) return 0;
  return Math.max(0, Math.min(written, await mayLeaveUpTo(db, own, row)) - sealed);
}

/** While a log comes as a snapshot, or the own chain is compared, it is not settled and nothing of it is sent. */
const readWaiting = async (
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> =>
  (await knownLogRows(db)).filter(
    (row) =>
      row.waiting.changes > 0 &&
      !stopped.has(row.log) &&
      row.snapshot === undefined &&
      doubtsOf(row)[own]?.step !== 'compare',
  );

/** What columns take beside an op's value, about. */
const bytesAroundOp = 40;
