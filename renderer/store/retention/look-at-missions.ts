import type { DeviceId, LogId } from '#domain/ids.ts';
import type { InTurn } from '../in-turn.ts';
import type { RegisterWrite, WriteResult } from '../store-api.ts';
import { countWrites } from './count-writes.ts';
import { type DueList, keepDueList, readListed } from './due-list.ts';
import { eraseMission, type EraseParts } from './erase-mission.ts';
import { findDueMissions, type MissionDue } from './find-due-missions.ts';
import { readUnsent } from './unsent.ts';

export interface MissionParts extends Omit<EraseParts, 'device'> {
  readonly device: () => DeviceId;
  readonly inTurn: InTurn;
  /** How the clock's numbers are written, by which headquarters gets them. */
  readonly writeCounts: (log: LogId, writes: readonly RegisterWrite[]) => Promise<WriteResult>;
  readonly nowMs: () => number;
}

/**
 * One look at whole missions (domain.md E, rule 9), without any network: the list of what is due is brought up to date, and
 * what has stood in it for its 30 days, seen to pass, is erased here. Headquarters gets its numbers as a change of the
 * mission that this laptop keeps until it is sent; where nobody takes it any more, as where headquarters has erased the
 * mission too, none is written. Answers whether one stands only until headquarters has what it lacks.
 */
export async function lookAtMissions(parts: MissionParts): Promise<'waits' | 'done'> {
  const { db, inTurn, writeCounts, nowMs, device } = parts;
  let waits = false;
  for (const { row } of await inTurn(() => keepDueList(db, missions, nowMs()))) {
    const writes = await inTurn(async () => {
      const ready = await readReady(parts, row.log);
      return ready === null ? null : countWrites(db, device(), ready.due, ready.atMs);
    });
    if (writes === null) {
      waits = true;
      continue;
    }
    if (writes.length > 0) await writeCounts(row.log, writes);
    await inTurn(async () => {
      const ready = await readReady(parts, row.log);
      if (ready !== null) await eraseMission({ ...parts, device: device() }, ready.due.row, ready.atMs);
    });
  }
  return waits ? 'waits' : 'done';
}

const missions: DueList<MissionDue> = { name: 'dueMissions', find: findDueMissions };

/** The mission when it may be erased now: nothing of it waits. */
async function readReady({ db, device, nowMs }: MissionParts, log: LogId) {
  const ready = await readListed(db, missions, log, nowMs());
  if (ready === null) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
}
