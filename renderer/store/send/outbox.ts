import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { LogOutbox } from '#sync/client/plan-request.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readSendableUpTo } from './held-texts.ts';
import { readCachedLogRows } from '../db/row-cache.ts';
import { readPacksToSend } from './sign-packs.ts';
import { chainEndOf, chainChecksOf, type LogRow } from '../db/rows.ts';

export interface StoredQueue extends LogOutbox {
  /** This laptop has erased something in a pack of it, which so cannot be sent, nor can what follows it. */
  readonly isCut: boolean;
}

/** What waits for headquarters in every log, without those that it does not take from us. */
export async function readOutboxes(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly StoredQueue[]> {
  const rows = await readWaitingLogs(db, own, stopped);
  const queues = await Promise.all(rows.map((row) => readLogOutbox(db, own, row)));
  return queues.filter(({ signedBytes, unsignedBytes }) => signedBytes.length > 0 || unsignedBytes > 0);
}

/** Does anything wait? The same as `readOutboxes`, without reading what it is. */
export async function hasWaitingOps(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<boolean> {
  for (const row of await readWaitingLogs(db, own, stopped)) {
    const { log, acked } = row;
    const sealed = db.packs
      .where('[log+device+first]')
      .between([log, own, acked + 1], [log, own, Dexie.maxKey]);
    if ((await sealed.count()) > 0 || (await countUnsignedOps(db, own, row)) > 0) return true;
  }
  return false;
}

async function readLogOutbox(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<StoredQueue> {
  const { log, waiting } = row;
  const sealed = await readPacksToSend(db, own, row);
  return {
    log,
    oldestMs: waiting.sinceMs ?? 0,
    signedBytes: sealed.map(({ payload }) => bytesInRequest(payload)),
    // In proportion: reading each of them for a plan would cost more than it says.
    unsignedBytes:
      (await countUnsignedOps(db, own, row)) * (waiting.bytes / waiting.changes + columnBytesPerOp),
    isCut: sealed.some(({ isCut }) => isCut === true),
  };
}

/** How many own ops are in no pack and may leave. */
async function countUnsignedOps(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<number> {
  const [sealed, written] = [chainEndOf(row, own).n, highestSeenNumber(row.have, own)];
  if (written <= sealed) return 0;
  return Math.max(0, Math.min(written, await readSendableUpTo(db, own, row)) - sealed);
}

/** While a log comes as a snapshot, or the own chain is compared, it is not settled and nothing of it is sent. */
const readWaitingLogs = async (
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> =>
  (await readCachedLogRows(db)).filter(
    (row) =>
      row.waiting.changes > 0 &&
      !stopped.has(row.log) &&
      row.snapshot === undefined &&
      chainChecksOf(row)[own]?.step !== 'compare',
  );

/** What columns take beside an op's value, about. */
const columnBytesPerOp = 40;
