import { Dexie } from 'dexie';
import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import type { LogOutbox } from '#sync/client/plan-request.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readCachedLogRows } from '../db/log-rows.ts';
import { readSendableUpTo } from './held-texts.ts';
import { readPacksToSend } from './sign-packs.ts';
import { chainEndOf, chainChecksOf, type LogRow } from '../db/rows.ts';

export interface StoredOutbox extends LogOutbox {
  /** This laptop erased content in a pack of it: neither that pack nor its successors can be sent. */
  readonly isCut: boolean;
}

/** Outbox of every log, without logs that headquarters does not accept from us. */
export async function readOutboxes(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<readonly StoredOutbox[]> {
  const rows = await readWaitingLogs(db, own, stopped);
  const outboxes = await Promise.all(rows.map((row) => readLogOutbox(db, own, row)));
  return outboxes.filter(({ signedBytes, unsignedBytes }) => signedBytes.length > 0 || unsignedBytes > 0);
}

/** True when any op waits. The same as `readOutboxes`, without reading the ops. */
export async function hasWaitingOps(
  db: FieldDatabase,
  own: DeviceId,
  stopped: ReadonlySet<LogId>,
): Promise<boolean> {
  for (const row of await readWaitingLogs(db, own, stopped)) {
    const { log, acked } = row;
    const signed = db.packs
      .where('[log+device+first]')
      .between([log, own, acked + 1], [log, own, Dexie.maxKey]);
    if ((await signed.count()) > 0 || (await countUnsignedOps(db, own, row)) > 0) return true;
  }
  return false;
}

async function readLogOutbox(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<StoredOutbox> {
  const { log, waiting } = row;
  const signed = await readPacksToSend(db, own, row);
  return {
    log,
    oldestMs: waiting.sinceMs ?? 0,
    signedBytes: signed.map(({ payload }) => bytesInRequest(payload)),
    // In proportion: reading each op for a plan would cost more than it is worth.
    unsignedBytes:
      (await countUnsignedOps(db, own, row)) * (waiting.bytes / waiting.changes + columnBytesPerOp),
    isCut: signed.some(({ isCut }) => isCut === true),
  };
}

/** Number of own ops that are in no pack and may be sent. */
async function countUnsignedOps(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<number> {
  const [signed, written] = [chainEndOf(row, own).n, highestSeenNumber(row.have, own)];
  if (written <= signed) return 0;
  return Math.max(0, Math.min(written, await readSendableUpTo(db, own, row)) - signed);
}

/** None of a log is sent while it comes as a snapshot, or while the own chain is compared. */
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

/** Estimated bytes of an op's columns beside its value. */
const columnBytesPerOp = 40;
