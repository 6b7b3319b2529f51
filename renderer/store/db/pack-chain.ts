import { Dexie } from 'dexie';
import { highestSeenNumber, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type ChainArrival, judgePackArrival } from '#sync/client/chain-checks.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { FieldDatabase } from './database.ts';
import { type ChainEnd, chainEndOf, type LogRow } from './log-row.ts';
import type { PackRow } from './rows.ts';
import { openStoredPack } from './stored-packs.ts';

/** End of the last own pack that headquarters has (S1); null when no such pack is here. */
export async function readConfirmedChainEnd(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<ChainEnd | null> {
  const { log, acked } = logRow;
  const end = chainEndOf(logRow, ownDeviceId);
  if (end.n > 0 && end.n <= acked) return end;
  // Headquarters takes packs whole, so one of the last two that begin below `acked` ends there.
  const packRows = await db.packs
    .where('[log+device+first]')
    .between([log, ownDeviceId, 0], [log, ownDeviceId, acked], true, true)
    .reverse()
    .limit(2)
    .toArray();
  const lastPackRow = packRows.find((pack) => pack.last <= acked);
  return lastPackRow ? { n: lastPackRow.last, hash: lastPackRow.hash } : null;
}

/** Compare an arriving pack with the stored chain of its device (P2, M6). */
export async function judgePackByChain(
  db: FieldDatabase,
  logRow: LogRow,
  ownDeviceId: DeviceId,
  packRow: PackRow,
  openedPack: OpenedPack,
): Promise<ChainArrival> {
  const storedPackRow = await db.packs.get([packRow.log, packRow.device, packRow.first]);
  const end = knownChainEnd(logRow, ownDeviceId, packRow.device);
  const chainArrival = judgePackArrival(end, openedPack, storedPackRow?.hash === packRow.hash);
  const isOwnWord = packRow.device === ownDeviceId && packRow.erased === undefined;
  if (chainArrival.kind !== 'broken' || chainArrival.why !== 'fork' || isOwnWord) return chainArrival;
  // Its ops came in a snapshot, without their packs: there is nothing to compare it with.
  const previousPack = await readPackBefore(db, packRow.log, packRow.device, packRow.first);
  return previousPack === undefined || previousPack.last < packRow.first ? { kind: 'known' } : chainArrival;
}

/** Own ops may exist beyond the last pack of this device: their numbers are used as well. */
function knownChainEnd(
  logRow: LogRow,
  ownDeviceId: DeviceId,
  deviceId: DeviceId,
): { n: number; hash: Sha256 | null } {
  const n = highestSeenNumber(logRow.have, deviceId);
  const end = chainEndOf(logRow, deviceId);
  return { n, hash: end.n === n || deviceId === ownDeviceId ? end.hash : null };
}

/**
 * Number up to which we and headquarters have the same chain, given a pack that contradicts ours. Null when the
 * contradiction is further back than this pack.
 */
export async function findCommonPoint(
  db: FieldDatabase,
  packRow: PackRow,
  prev: Sha256,
): Promise<number | null> {
  if (packRow.first === 1) return 0;
  const previousPackRow = await readPackBefore(db, packRow.log, packRow.device, packRow.first - 1);
  if (previousPackRow === undefined || previousPackRow.last < packRow.first - 1) return packRow.first - 1;
  return previousPackRow.last === packRow.first - 1 && previousPackRow.hash === prev
    ? previousPackRow.last
    : null;
}

/** Last stored pack that begins at or before a number. */
export const readPackBefore = (
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  n: number,
): Promise<PackRow | undefined> =>
  db.packs
    .where('[log+device+first]')
    .between([logId, deviceId, Dexie.minKey], [logId, deviceId, n], true, true)
    .last();

/** Packs of a device with ops beyond a number, in chain order, up to `mostBytes` of payload. */
export async function readPacksFrom(
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  beyond: number,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<readonly PackRow[]> {
  const previousPack = await readPackBefore(db, logId, deviceId, beyond);
  const first = previousPack !== undefined && previousPack.last > beyond ? previousPack.first : beyond + 1;
  let bytes = 0;
  return db.packs
    .where('[log+device+first]')
    .between([logId, deviceId, first], [logId, deviceId, Dexie.maxKey])
    .until(({ payload }) => (bytes += payload.length) > mostBytes, true)
    .toArray();
}

/** Ops of a device after a number from its packs here, even when they are no rows any more. */
export async function readPackedOps(
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  after: number,
): Promise<readonly Op[]> {
  const packRows = await readPacksFrom(db, logId, deviceId, after);
  return packRows.flatMap((packRow) =>
    openStoredPack(packRow).ops.filter(({ dot }) => numberOfDot(dot) > after),
  );
}

/** Signed packs of one log that headquarters has not confirmed, in chain order. */
export const readSignedPacks = (
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  acked: number,
): Promise<readonly PackRow[]> =>
  db.packs
    .where('[log+device+first]')
    .between([logId, ownDeviceId, acked + 1], [logId, ownDeviceId, Dexie.maxKey])
    .toArray();
