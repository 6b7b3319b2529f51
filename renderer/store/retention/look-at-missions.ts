import type { DeviceId, LogId } from '#domain/ids.ts';
import { isGraceOver, type Listed, listAgain } from '#domain/privacy/grace.ts';
import type { FieldDatabase } from '../database.ts';
import type { InTurn } from '../in-turn.ts';
import { putMeta, readMeta } from '../meta.ts';
import { readAgreedNowMs } from '../notes/read-due.ts';
import type { RegisterWrite, WriteResult } from '../store-api.ts';
import { countWrites } from './count-writes.ts';
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
  for (const { row } of await inTurn(() => keepList(db, nowMs()))) {
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

/** Brings the list up to date; answers what has stood in it for long enough. While it is not known how late it is, it stands. */
async function keepList(db: FieldDatabase, nowMs: number): Promise<readonly MissionDue[]> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return [];
  const due = await findDueMissions(db, atMs);
  const before = await readMeta(db, 'dueMissions');
  if (due.length === 0 && before === undefined) return [];
  const listed: Record<LogId, Listed> = {};
  for (const { row, dueAtMs } of due) listed[row.log] = listAgain(before?.[row.log], dueAtMs, atMs);
  await putMeta(db, 'dueMissions', listed);
  return due.filter((one) => isReady(one, listed[one.row.log], atMs));
}

/** The mission when it may be erased now: still due by the day that it was listed by, and nothing of it waits. */
async function readReady(
  { db, device, nowMs }: MissionParts,
  log: LogId,
): Promise<{ readonly due: MissionDue; readonly atMs: number } | null> {
  const atMs = await readAgreedNowMs(db, nowMs());
  if (atMs === null) return null;
  const listed = (await readMeta(db, 'dueMissions'))?.[log];
  const due = (await findDueMissions(db, atMs)).find(({ row }) => row.log === log);
  if (due === undefined || !isReady(due, listed, atMs)) return null;
  return (await readUnsent(db, device(), due.row)).fate === 'goes' ? { due, atMs } : null;
}

const isReady = ({ dueAtMs }: MissionDue, listed: Listed | undefined, atMs: number): boolean =>
  listed !== undefined && listed.dueAtMs === dueAtMs && isGraceOver(listed, atMs);
