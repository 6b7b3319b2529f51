import { highestSeenNumber, type VersionVector } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { chainsToPush } from '#sync/client/chain-checks.ts';
import {
  bytesInRequest,
  planRelayedPacks,
  type RelayPack,
  type RequestBudget,
  unlimitedBudget,
} from '#sync/client/plan-request.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readPackBefore, readPacksFrom } from '../db/pack-chain.ts';
import { chainChecksOf, type LogRow, type PackRow } from '../db/rows.ts';

/** Headquarters' version vector of each log, as received in this sync run. */
export type ServerVectors = Map<LogId, VersionVector>;

/**
 * Packs of a log for the next request, from chains that headquarters may have differently (P3). When it seems to have
 * all of a chain the last pack goes: its verdict confirms all before it (P2).
 */
export async function gatherRelay(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  theirs: VersionVector,
  budget: RequestBudget,
): Promise<readonly PackRow[]> {
  const startByDevice = { ...theirs };
  const packs: RelayPackRow[] = [];
  for (const device of chainsToPush(chainChecksOf(row))) {
    // Own waiting packs are in the request already, and confirm those before them.
    if (device === own && row.waiting.changes > 0) continue;
    const start = await firstNumberToPush(db, row.log, device, theirs);
    if (start === null) continue;
    startByDevice[device] = start;
    packs.push(...(await readRelayPacks(db, row.log, device, start, Math.max(0, budget.leftBytes))));
  }
  return planRelayedPacks(packs, startByDevice, budget).map(({ row: pack }) => pack);
}

/**
 * True when a pack here continues headquarters' chain, or proves that headquarters has the chain from that number on.
 * After a snapshot the last pack of a chain here may do neither, and would be sent for ever.
 */
export const canPush = async (
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  theirs: VersionVector,
  checkedFrom: number,
): Promise<boolean> => {
  const last = await readPackBefore(db, log, device, Number.MAX_SAFE_INTEGER);
  if (
    last === undefined ||
    last.isCut ||
    last.last < Math.min(checkedFrom, highestSeenNumber(theirs, device) + 1)
  )
    return false;
  const start = pushStartOf(last, theirs);
  const [first] = await readPacksFrom(db, log, device, start, 0);
  return first !== undefined && !first.isCut && first.first <= start + 1;
};

/** Packs of all devices in a log that another side lacks, in chain order per device, the oldest first. */
export async function readPacksLackingAt(
  db: FieldDatabase,
  row: LogRow,
  theirs: VersionVector,
): Promise<readonly PackRow[]> {
  const packs: RelayPackRow[] = [];
  // Keys of a parsed record are device ids; Object.keys forgets that.
  for (const device of Object.keys(row.have) as DeviceId[])
    packs.push(...(await readRelayPacks(db, row.log, device, highestSeenNumber(theirs, device))));
  return planRelayedPacks(packs, theirs, unlimitedBudget).map(({ row: pack }) => pack);
}

interface RelayPackRow extends RelayPack {
  readonly row: PackRow;
}

/** Number after which packs are to be pushed; null when there is none. */
async function firstNumberToPush(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  theirs: VersionVector,
): Promise<number | null> {
  const last = await readPackBefore(db, log, device, Number.MAX_SAFE_INTEGER);
  return last === undefined || last.isCut ? null : pushStartOf(last, theirs);
}

/** For a chain with this as its last pack here. */
const pushStartOf = ({ device, first }: PackRow, theirs: VersionVector): number =>
  Math.min(highestSeenNumber(theirs, device), first - 1);

async function readRelayPacks(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  start: number,
  mostBytes?: number,
): Promise<readonly RelayPackRow[]> {
  const packs = (await readPacksFrom(db, log, device, start, mostBytes)).filter(({ isCut }) => !isCut);
  // A pruned op counts as an old one.
  const ops = await db.ops.bulkGet(packs.map(({ first }) => [log, device, first] as const));
  return packs.map((row, at) => ({
    row,
    device,
    first: row.first,
    last: row.last,
    bytes: bytesInRequest(row.payload),
    atMs: ops[at]?.stamp[0] ?? 0,
  }));
}
