import { Dexie } from 'dexie';
import { highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type ChainArrival, judgePackArrival } from '#sync/client/chain-checks.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { FieldDatabase } from './database.ts';
import { type ChainEnd, chainEndOf, type LogRow, type PackRow } from './rows.ts';
import { openStoredPack } from './stored-packs.ts';

/** End of the last own pack that headquarters has (S1); null when no such pack is here. */
export async function readConfirmedChainEnd(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<ChainEnd | null> {
  const { log, acked } = row;
  const end = chainEndOf(row, own);
  if (end.n > 0 && end.n <= acked) return end;
  // Headquarters takes packs whole, so one of the last two that begin below `acked` ends there.
  const packs = await db.packs
    .where('[log+device+first]')
    .between([log, own, 0], [log, own, acked], true, true)
    .reverse()
    .limit(2)
    .toArray();
  const last = packs.find((pack) => pack.last <= acked);
  return last ? { n: last.last, hash: last.hash } : null;
}

/** Compare an arriving pack with the stored chain of its device (P2, M6). */
export async function judgePackByChain(
  db: FieldDatabase,
  log: LogRow,
  own: DeviceId,
  row: PackRow,
  opened: OpenedPack,
): Promise<ChainArrival> {
  const stored = await db.packs.get([row.log, row.device, row.first]);
  const end = knownChainEnd(log, own, row.device);
  const arrival = judgePackArrival(end, opened, stored?.hash === row.hash);
  const isOwnWord = row.device === own && row.erased === undefined;
  if (arrival.kind !== 'broken' || arrival.why !== 'fork' || isOwnWord) return arrival;
  // Its ops came in a snapshot, without their packs: there is nothing to compare it with.
  const around = await readPackBefore(db, row.log, row.device, row.first);
  return around === undefined || around.last < row.first ? { kind: 'known' } : arrival;
}

/** Own ops may exist beyond the last pack of this device: their numbers are used as well. */
function knownChainEnd(log: LogRow, own: DeviceId, device: DeviceId): { n: number; hash: Sha256 | null } {
  const n = highestSeenNumber(log.have, device);
  const end = chainEndOf(log, device);
  return { n, hash: end.n === n || device === own ? end.hash : null };
}

/**
 * Number up to which we and headquarters have the same chain, given a pack that contradicts ours. Null when the
 * contradiction is further back than this pack.
 */
export async function findCommonPoint(db: FieldDatabase, row: PackRow, prev: Sha256): Promise<number | null> {
  if (row.first === 1) return 0;
  const before = await readPackBefore(db, row.log, row.device, row.first - 1);
  if (before === undefined || before.last < row.first - 1) return row.first - 1;
  return before.last === row.first - 1 && before.hash === prev ? before.last : null;
}

/** Last stored pack that begins at or before a number. */
export const readPackBefore = (
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  n: number,
): Promise<PackRow | undefined> =>
  db.packs
    .where('[log+device+first]')
    .between([log, device, Dexie.minKey], [log, device, n], true, true)
    .last();

/** Packs of a device with ops beyond a number, in chain order, up to `mostBytes` of payload. */
export async function readPacksFrom(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  beyond: number,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<readonly PackRow[]> {
  const around = await readPackBefore(db, log, device, beyond);
  const first = around !== undefined && around.last > beyond ? around.first : beyond + 1;
  let bytes = 0;
  return db.packs
    .where('[log+device+first]')
    .between([log, device, first], [log, device, Dexie.maxKey])
    .until(({ payload }) => (bytes += payload.length) > mostBytes, true)
    .toArray();
}

/** Ops of a device after a number from its packs here, even when they are no rows any more. */
export async function readPackedOps(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  after: number,
): Promise<readonly Op[]> {
  const packs = await readPacksFrom(db, log, device, after);
  return packs.flatMap((pack) => openStoredPack(pack).ops.filter(({ dot }) => numberOfDot(dot) > after));
}

/** Signed packs of one log that headquarters has not confirmed, in chain order. */
export const readSignedPacks = (
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  acked: number,
): Promise<readonly PackRow[]> =>
  db.packs
    .where('[log+device+first]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();
