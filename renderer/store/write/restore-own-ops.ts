import { Dexie } from 'dexie';
import { epochTimestamp, laterTimestamp } from '#domain/clock/hlc.ts';
import { highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readLogRow, readMeta } from '../db/meta.ts';
import {
  type ChainEnd,
  chainEndOf,
  type LogRow,
  type OpRow,
  opFromRow,
  type PackRow,
  rowFromOp,
} from '../db/rows.ts';
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
  own: DeviceId,
  toRestore: OwnOpsToRestore,
): Promise<void> {
  const { log, ops, packs } = toRestore;
  const before = await readLogRow(db, log);
  await addAbsentOps(db, own, log, ops);
  await addAbsentPacks(db, packs);

  const row = logRowAfterRestore(before, own, toRestore);
  const transaction = new LogTransaction(row, new Map());
  for (const doc of [...ops.map((op) => op.doc), ...toRestore.refold]) transaction.refoldDocument(doc);
  const waiting = await readUnconfirmedOps(db, own, log, row.acked);
  transaction.recountWaiting(await readSummariesOfLog(db, log), waiting.map(opFromRow));
  await commitLogTransaction(db, transaction, null);
  await advanceClock(db, ops);
}

// Existing rows are never overwritten: an op and a payload never change.
async function addAbsentOps(db: FieldDatabase, own: DeviceId, log: LogId, ops: readonly Op[]): Promise<void> {
  const stored = await db.ops.bulkGet(ops.map(({ dot }) => [log, own, numberOfDot(dot)] as const));
  await db.ops.bulkAdd(ops.filter((_, at) => stored[at] === undefined).map((op) => rowFromOp(log, op)));
}

async function addAbsentPacks(db: FieldDatabase, packs: readonly PackRow[]): Promise<void> {
  const stored = await db.packs.bulkGet(packs.map(({ log, device, first }) => [log, device, first] as const));
  await db.packs.bulkAdd(packs.filter((_, at) => stored[at] === undefined));
}

function logRowAfterRestore(before: LogRow, own: DeviceId, toRestore: OwnOpsToRestore): LogRow {
  const { have, acked, chainEnd, startsBySnapshot } = toRestore;
  const isLater = chainEnd !== null && chainEnd.n > chainEndOf(before, own).n;
  return {
    ...before,
    have: { ...before.have, [own]: Math.max(have, highestSeenNumber(before.have, own)) },
    acked: Math.max(before.acked, acked),
    ...(isLater && { chains: { ...before.chains, [own]: chainEnd } }),
    ...(startsBySnapshot &&
      before.erased === undefined && { snapshot: null, caughtUp: false, returning: false }),
  };
}

const readUnconfirmedOps = (
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  acked: number,
): Promise<readonly OpRow[]> =>
  db.ops
    .where('[log+device+n]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();

/** The next own timestamp must be later than every earlier one. */
async function advanceClock(db: FieldDatabase, ops: readonly Op[]): Promise<void> {
  let clock = (await readMeta(db, 'clock')) ?? epochTimestamp;
  for (const { stamp } of ops) clock = laterTimestamp(clock, stamp);
  await putMeta(db, 'clock', clock);
  const savedAtMs = (await readMeta(db, 'saved'))?.atMs ?? 0;
  const atMs = ops.reduce((last, { stamp }) => Math.max(last, stamp[0]), savedAtMs);
  if (atMs > savedAtMs) await putMeta(db, 'saved', { atMs });
}

/** Last of these own numbers; 0 for none. */
export const lastOpNumber = (ops: readonly Op[]): number =>
  ops.reduce((last, op) => Math.max(last, numberOfDot(op.dot)), 0);
