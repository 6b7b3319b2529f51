import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { chainsToPush } from '#sync/client/chain-checks.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import {
  planRelayedPacks,
  type RelayPack,
  type RequestBudget,
  unlimitedBudget,
} from '#sync/client/plan-request.ts';
import type { FieldDatabase } from '../db/database.ts';
import { chainChecksOf, type LogRow } from '../db/log-row.ts';
import { readPackBefore, readPacksFrom } from '../db/pack-chain.ts';
import type { PackRow } from '../db/rows.ts';

/** Headquarters' version vector of each log, as received in this sync run. */
export type ServerVectors = Map<LogId, VersionVector>;

/**
 * Packs of a log for the next request, from chains that headquarters may have differently (P3). When it seems to have
 * all of a chain the last pack goes: its verdict confirms all before it (P2).
 */
export async function gatherRelay(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
  remoteVector: VersionVector,
  requestBudget: RequestBudget,
): Promise<readonly PackRow[]> {
  const startByDevice = { ...remoteVector };
  const relayPackRows: RelayPackRow[] = [];
  for (const deviceId of chainsToPush(chainChecksOf(logRow))) {
    // Own waiting packs are in the request already, and confirm those before them.
    if (deviceId === ownDeviceId && logRow.waiting.changes > 0) continue;
    const start = await firstNumberToPush(db, logRow.log, deviceId, remoteVector);
    if (start === null) continue;
    startByDevice[deviceId] = start;
    relayPackRows.push(
      ...(await readRelayPacks(db, logRow.log, deviceId, start, Math.max(0, requestBudget.leftBytes))),
    );
  }
  return planRelayedPacks(relayPackRows, startByDevice, requestBudget).map(({ row: pack }) => pack);
}

/**
 * True when a pack here continues headquarters' chain, or proves that headquarters has the chain from that number on.
 * After a snapshot the last pack of a chain here may do neither, and would be sent for ever.
 */
export const canPush = async (
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  remoteVector: VersionVector,
  checkedFrom: number,
): Promise<boolean> => {
  const lastPackRow = await readPackBefore(db, logId, deviceId, Number.MAX_SAFE_INTEGER);
  if (
    lastPackRow === undefined ||
    lastPackRow.isCut ||
    lastPackRow.last < Math.min(checkedFrom, highestSeenNumber(remoteVector, deviceId) + 1)
  )
    return false;
  const start = pushStartOf(lastPackRow, remoteVector);
  const [firstPackRow] = await readPacksFrom(db, logId, deviceId, start, 0);
  return firstPackRow !== undefined && !firstPackRow.isCut && firstPackRow.first <= start + 1;
};

/** Packs of all devices in a log that another side lacks, in chain order per device, the oldest first. */
export async function readPacksLackingAt(
  db: FieldDatabase,
  logRow: LogRow,
  remoteVector: VersionVector,
): Promise<readonly PackRow[]> {
  const relayPackRows: RelayPackRow[] = [];
  // Keys of a parsed record are device ids; Object.keys forgets that.
  for (const deviceId of Object.keys(logRow.have) as DeviceId[])
    relayPackRows.push(
      ...(await readRelayPacks(db, logRow.log, deviceId, highestSeenNumber(remoteVector, deviceId))),
    );
  return planRelayedPacks(relayPackRows, remoteVector, unlimitedBudget).map(({ row: pack }) => pack);
}

interface RelayPackRow extends RelayPack {
  readonly row: PackRow;
}

/** Number after which packs are to be pushed; null when there is none. */
async function firstNumberToPush(
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  remoteVector: VersionVector,
): Promise<number | null> {
  const lastPackRow = await readPackBefore(db, logId, deviceId, Number.MAX_SAFE_INTEGER);
  return lastPackRow === undefined || lastPackRow.isCut ? null : pushStartOf(lastPackRow, remoteVector);
}

/** For a chain with this as its last pack here. */
const pushStartOf = ({ device, first }: PackRow, remoteVector: VersionVector): number =>
  Math.min(highestSeenNumber(remoteVector, device), first - 1);

async function readRelayPacks(
  db: FieldDatabase,
  logId: LogId,
  deviceId: DeviceId,
  start: number,
  mostBytes?: number,
): Promise<readonly RelayPackRow[]> {
  const packRows = (await readPacksFrom(db, logId, deviceId, start, mostBytes)).filter(({ isCut }) => !isCut);
  // A pruned op counts as an old one.
  const opRows = await db.ops.bulkGet(packRows.map(({ first }) => [logId, deviceId, first] as const));
  return packRows.map((packRow, at) => ({
    row: packRow,
    device: deviceId,
    first: packRow.first,
    last: packRow.last,
    bytes: bytesInRequest(packRow.payload),
    atMs: opRows[at]?.stamp[0] ?? 0,
  }));
}
