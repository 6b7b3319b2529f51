import { Dexie } from 'dexie';
import { numberOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { type Arrival, judgeArrival } from '#sync/client/judge-arrival.ts';
import type { OpenedPack } from '#sync/protocol/pack-codec.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { FieldDatabase } from './database.ts';
import { openStored } from './open-stored.ts';
import { chainEndOf, type LogRow, type PackRow } from './rows.ts';

/** What a pack that came is to what is here of its device's chain (P2, M6). */
export async function judgeByChain(
  db: FieldDatabase,
  log: LogRow,
  own: DeviceId,
  row: PackRow,
  opened: OpenedPack,
): Promise<Arrival> {
  const stored = await db.packs.get([row.log, row.device, row.first]);
  const end = chainEnd(log, own, row.device);
  const arrival = judgeArrival(end, opened, stored?.hash === row.hash);
  const isOwnWord = row.device === own && row.erased === undefined;
  if (arrival.kind !== 'broken' || arrival.why !== 'fork' || isOwnWord) return arrival;
  // Its ops came in a snapshot, without their packs: there is nothing to compare it with.
  const around = await packBefore(db, row.log, row.device, row.first);
  return around === undefined || around.last < row.first ? { kind: 'known' } : arrival;
}

/** Of the own device there may be ops beyond its last pack: those numbers are taken as well. */
function chainEnd(log: LogRow, own: DeviceId, device: DeviceId): { n: number; hash: Sha256 | null } {
  const n = seenUpTo(log.have, device);
  const end = chainEndOf(log, device);
  return { n, hash: end.n === n || device === own ? end.hash : null };
}

/**
 * The number up to which we and headquarters have the same chain, when its pack contradicts what is here; null when the
 * contradiction is further back than this pack.
 */
export async function commonPoint(db: FieldDatabase, row: PackRow, prev: Sha256): Promise<number | null> {
  if (row.first === 1) return 0;
  const before = await packBefore(db, row.log, row.device, row.first - 1);
  if (before === undefined || before.last < row.first - 1) return row.first - 1;
  return before.last === row.first - 1 && before.hash === prev ? before.last : null;
}

/** The last pack here that begins at or before a number. */
export const packBefore = (
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  n: number,
): Promise<PackRow | undefined> =>
  db.packs
    .where('[log+device+first]')
    .between([log, device, Dexie.minKey], [log, device, n], true, true)
    .last();

/** The packs of a device that hold any op beyond a number, in chain order, as many as `mostBytes` of payload allow. */
export async function packsFrom(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  beyond: number,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<readonly PackRow[]> {
  const around = await packBefore(db, log, device, beyond);
  const first = around !== undefined && around.last > beyond ? around.first : beyond + 1;
  let bytes = 0;
  return db.packs
    .where('[log+device+first]')
    .between([log, device, first], [log, device, Dexie.maxKey])
    .until(({ payload }) => (bytes += payload.length) > mostBytes, true)
    .toArray();
}

/** The ops of a device after a number that are in its packs here, whether or not the op log still has them. */
export async function readPackedOps(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  after: number,
): Promise<readonly Op[]> {
  const packs = await packsFrom(db, log, device, after);
  return packs.flatMap((pack) => openStored(pack).ops.filter(({ dot }) => numberOf(dot) > after));
}
