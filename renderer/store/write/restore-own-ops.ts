import { Dexie } from 'dexie';
import { epochTimestamp, laterTimestamp } from '#domain/clock/hlc.ts';
import { highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { type ChainEnd, chainEndOf, type LogRow } from '../db/log-row.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import { type OpRow, opFromRow, type PackRow, rowFromOp } from '../db/rows.ts';
import { commitLogTransaction, readSummariesOfLog } from './commit-log-transaction.ts';
import { LogTransaction } from './log-transaction.ts';

/** Own ops and packs of one log that only the journal has, and the new end of the own chain. */
export interface OwnOpsToRestore {
  readonly log: LogId;
  readonly ops: readonly Op[];
  readonly packs: readonly PackRow[];
  /** Last own number ever used. */
  readonly have: number;
  /** Headquarters has own ops at least up to here. */
  readonly acked: number;
  /** Last op in a pack; null when the database knows a later one, or there is none. */
  readonly chainEnd: ChainEnd | null;
  /** Documents to fold again from the local ops. */
  readonly refold: readonly DocumentId[];
  /** Own ops before these are missing here: the log is fetched from headquarters again. */
  readonly startsBySnapshot: boolean;
}

/**
 * Restore own ops and packs to the database; runs inside the caller's transaction over `ownOpTables`. Existing rows
 * stay unchanged, so a crash before its end only costs time.
 */
export async function restoreOwnOps(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  toRestore: OwnOpsToRestore,
): Promise<void> {
  const { log, ops, packs } = toRestore;
  const previousLogRow = await readLogRow(db, log);
  await addAbsentOps(db, ownDeviceId, log, ops);
  await addAbsentPacks(db, packs);

  const logRow = logRowAfterRestore(previousLogRow, ownDeviceId, toRestore);
  const transaction = new LogTransaction(logRow, new Map());
  for (const documentId of [...ops.map((op) => op.doc), ...toRestore.refold])
    transaction.refoldDocument(documentId);
  const waitingOpRows = await readUnconfirmedOps(db, ownDeviceId, log, logRow.acked);
  transaction.recountWaiting(await readSummariesOfLog(db, log), waitingOpRows.map(opFromRow));
  await commitLogTransaction(db, transaction, null);
  await advanceClock(db, ops);
}

// Existing rows are never overwritten: an op and a payload never change.
async function addAbsentOps(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  ops: readonly Op[],
): Promise<void> {
  const storedOpRows = await db.ops.bulkGet(
    ops.map(({ dot }) => [logId, ownDeviceId, numberOfDot(dot)] as const),
  );
  await db.ops.bulkAdd(
    ops.filter((_, at) => storedOpRows[at] === undefined).map((op) => rowFromOp(logId, op)),
  );
}

async function addAbsentPacks(db: FieldDatabase, packRows: readonly PackRow[]): Promise<void> {
  const storedPackRows = await db.packs.bulkGet(
    packRows.map(({ log, device, first }) => [log, device, first] as const),
  );
  await db.packs.bulkAdd(packRows.filter((_, at) => storedPackRows[at] === undefined));
}

function logRowAfterRestore(
  previousLogRow: LogRow,
  ownDeviceId: DeviceId,
  toRestore: OwnOpsToRestore,
): LogRow {
  const { have, acked, chainEnd, startsBySnapshot } = toRestore;
  const isLater = chainEnd !== null && chainEnd.n > chainEndOf(previousLogRow, ownDeviceId).n;
  return {
    ...previousLogRow,
    have: {
      ...previousLogRow.have,
      [ownDeviceId]: Math.max(have, highestSeenNumber(previousLogRow.have, ownDeviceId)),
    },
    acked: Math.max(previousLogRow.acked, acked),
    ...(isLater && { chains: { ...previousLogRow.chains, [ownDeviceId]: chainEnd } }),
    ...(startsBySnapshot &&
      previousLogRow.erased === undefined && { snapshot: null, caughtUp: false, returning: false }),
  };
}

const readUnconfirmedOps = (
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  acked: number,
): Promise<readonly OpRow[]> =>
  db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, acked + 1], [logId, ownDeviceId, Dexie.maxKey])
    .toArray();

/** The next own timestamp must be later than every earlier one. */
async function advanceClock(db: FieldDatabase, ops: readonly Op[]): Promise<void> {
  let hlcTimestamp = (await readMeta(db, 'clock')) ?? epochTimestamp;
  for (const { stamp } of ops) hlcTimestamp = laterTimestamp(hlcTimestamp, stamp);
  await putMeta(db, 'clock', hlcTimestamp);
  const savedAtMs = (await readMeta(db, 'saved'))?.atMs ?? 0;
  const atMs = ops.reduce((last, { stamp }) => Math.max(last, stamp[0]), savedAtMs);
  if (atMs > savedAtMs) await putMeta(db, 'saved', { atMs });
}

/** Last of these own numbers; 0 for none. */
export const lastOpNumber = (ops: readonly Op[]): number =>
  ops.reduce((last, op) => Math.max(last, numberOfDot(op.dot)), 0);
