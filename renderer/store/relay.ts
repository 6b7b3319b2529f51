import type { DeviceId, LogId } from '#domain/ids.ts';
import { seenUpTo, type VersionVector } from '#domain/document/version-vector.ts';
import { bytesInRequest } from '#sync/client/fit-pack.ts';
import { pushedDoubts } from '#sync/client/doubts.ts';
import { planRelay, type RelayPack } from '#sync/client/relay.ts';
import { packBefore, packsFrom } from './chain.ts';
import type { FieldDatabase } from './database.ts';
import { doubtsOf, type LogRow, type PackRow } from './rows.ts';

/** What headquarters was heard to have of each log in this run of round trips. */
export type TheirHave = Map<LogId, VersionVector>;

/**
 * Packs of a log for the next request, of the chains that headquarters may not have as we have them (P3). Where it
 * seems to have all of a chain the last pack goes: its verdict speaks for all before it (P2).
 */
export async function gatherRelay(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  theirs: VersionVector,
  sizeBytes: number,
  isEmpty: boolean,
): Promise<readonly PackRow[]> {
  const asked = { ...theirs };
  const packs: RelayRow[] = [];
  for (const device of pushedDoubts(doubtsOf(row))) {
    // Own packs that wait are in the request already, and speak for those before them.
    if (device === own && row.waiting.changes > 0) continue;
    const beyond = await firstToPush(db, row.log, device, theirs);
    if (beyond === null) continue;
    asked[device] = beyond;
    packs.push(...(await readRelay(db, row.log, device, beyond, sizeBytes)));
  }
  return planRelay(packs, asked, sizeBytes, isEmpty).map(({ row: pack }) => pack);
}

/**
 * Is there a pack here that follows what headquarters has of the chain, or proves that it has what is in doubt from that
 * number on? Where the end of a chain came in a snapshot, the last pack here may do neither, and would be sent for ever.
 */
export const canPush = async (
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  theirs: VersionVector,
  doubtedFrom: number,
): Promise<boolean> => {
  const last = await packBefore(db, log, device, Number.MAX_SAFE_INTEGER);
  if (last === undefined || last.isCut || last.last < Math.min(doubtedFrom, seenUpTo(theirs, device) + 1))
    return false;
  const beyond = beyondOf(last, theirs);
  const [first] = await packsFrom(db, log, device, beyond, 0);
  return first !== undefined && !first.isCut && first.first <= beyond + 1;
};

/** Everyone's packs of a log that another side lacks, in chain order per device, the oldest first. */
export async function packsLacking(
  db: FieldDatabase,
  row: LogRow,
  theirs: VersionVector,
): Promise<readonly PackRow[]> {
  const packs: RelayRow[] = [];
  // Keys of a parsed record are device ids; Object.keys forgets that.
  for (const device of Object.keys(row.have) as DeviceId[])
    packs.push(...(await readRelay(db, row.log, device, seenUpTo(theirs, device))));
  return planRelay(packs, theirs, Number.POSITIVE_INFINITY, true).map(({ row: pack }) => pack);
}

interface RelayRow extends RelayPack {
  readonly row: PackRow;
}

/** The packs after this number are to be pushed; null when there is none. */
async function firstToPush(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  theirs: VersionVector,
): Promise<number | null> {
  const last = await packBefore(db, log, device, Number.MAX_SAFE_INTEGER);
  return last === undefined || last.isCut ? null : beyondOf(last, theirs);
}

/** Of a chain whose last pack here is this one. */
const beyondOf = ({ device, first }: PackRow, theirs: VersionVector): number =>
  Math.min(seenUpTo(theirs, device), first - 1);

async function readRelay(
  db: FieldDatabase,
  log: LogId,
  device: DeviceId,
  beyond: number,
  mostBytes?: number,
): Promise<readonly RelayRow[]> {
  const packs = (await packsFrom(db, log, device, beyond, mostBytes)).filter(({ isCut }) => !isCut);
  // An op that was pruned is an old one.
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
