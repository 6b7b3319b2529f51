import { Dexie } from 'dexie';
import { epochStamp, laterStamp } from '#domain/clock/hlc.ts';
import { numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { readLogRow } from './log-table.ts';
import { LogWork } from './log-work.ts';
import { putMeta, readMeta } from './meta.ts';
import { type ChainEnd, chainEndOf, type LogRow, type OpRow, opOf, opRowOf, type PackRow } from './rows.ts';
import { saveWork, summariesIn } from './save-work.ts';

/** Own ops and packs of one log that the journal has and the database lacks, and where the own chain then stands. */
export interface LogGift {
  readonly log: LogId;
  readonly ops: readonly Op[];
  readonly packs: readonly PackRow[];
  /** The last own number that was ever used. */
  readonly have: number;
  /** Headquarters has own ops up to here, at the least. */
  readonly acked: number;
  /** The last op that is in a pack; null when the database knows a later one, or there is none. */
  readonly chainEnd: ChainEnd | null;
  /** Documents that are to be made anew from what is here. */
  readonly refold: readonly DocumentId[];
  /** Own ops before these are not here: what headquarters has of the log is fetched anew. */
  readonly startsBySnapshot: boolean;
}

/**
 * Puts own ops and packs back into the database; runs inside the caller's transaction over `ownTables`. Taking back what
 * is there already changes nothing, so that a crash before its end costs only the time.
 */
export async function takeBack(db: FieldDatabase, own: DeviceId, gift: LogGift): Promise<void> {
  const { log, ops, packs } = gift;
  const before = await readLogRow(db, log);
  await addAbsentOps(db, own, log, ops);
  await addAbsentPacks(db, packs);

  const row = rowAfter(before, own, gift);
  const work = new LogWork(row, new Map());
  for (const doc of [...ops.map((op) => op.doc), ...gift.refold]) work.refold.add(doc);
  const waiting = await readUnconfirmed(db, own, log, row.acked);
  work.recount(await summariesIn(db, log), waiting.map(opOf));
  await saveWork(db, work, null);
  await raiseClock(db, ops);
}

// What is there is never written over: an op and a payload never change.
async function addAbsentOps(db: FieldDatabase, own: DeviceId, log: LogId, ops: readonly Op[]): Promise<void> {
  const stored = await db.ops.bulkGet(ops.map(({ dot }) => [log, own, numberOf(dot)] as const));
  await db.ops.bulkAdd(ops.filter((_, at) => stored[at] === undefined).map((op) => opRowOf(log, op)));
}

async function addAbsentPacks(db: FieldDatabase, packs: readonly PackRow[]): Promise<void> {
  const stored = await db.packs.bulkGet(packs.map(({ log, device, first }) => [log, device, first] as const));
  await db.packs.bulkAdd(packs.filter((_, at) => stored[at] === undefined));
}

function rowAfter(before: LogRow, own: DeviceId, gift: LogGift): LogRow {
  const { have, acked, chainEnd, startsBySnapshot } = gift;
  const isLater = chainEnd !== null && chainEnd.n > chainEndOf(before, own).n;
  return {
    ...before,
    have: { ...before.have, [own]: Math.max(have, seenUpTo(before.have, own)) },
    acked: Math.max(before.acked, acked),
    ...(isLater && { chains: { ...before.chains, [own]: chainEnd } }),
    ...(startsBySnapshot &&
      before.erased === undefined && { snapshot: null, caughtUp: false, returning: false }),
  };
}

const readUnconfirmed = (
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  acked: number,
): Promise<readonly OpRow[]> =>
  db.ops
    .where('[log+device+n]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();

/** The next own stamp must be later than every earlier one. */
async function raiseClock(db: FieldDatabase, ops: readonly Op[]): Promise<void> {
  let clock = (await readMeta(db, 'clock')) ?? epochStamp;
  for (const { stamp } of ops) clock = laterStamp(clock, stamp);
  await putMeta(db, 'clock', clock);
  const savedAtMs = (await readMeta(db, 'saved'))?.atMs ?? 0;
  const atMs = ops.reduce((last, { stamp }) => Math.max(last, stamp[0]), savedAtMs);
  if (atMs > savedAtMs) await putMeta(db, 'saved', { atMs });
}

/** The last of these own numbers; 0 for none. */
export const lastNumber = (ops: readonly Op[]): number =>
  ops.reduce((last, op) => Math.max(last, numberOf(op.dot)), 0);
