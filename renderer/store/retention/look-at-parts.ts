import type { LogId } from '#domain/ids.ts';
import { isGraceOver, type Listed, listAgain } from '#domain/privacy/grace.ts';
import type { FieldDatabase } from '../database.ts';
import { JournalRefused } from '../journal.ts';
import { putMeta, readMeta } from '../meta.ts';
import { readAgreedNowMs } from '../notes/read-due.ts';
import { writesOfCounts } from './count-writes.ts';
import { erasePart } from './erase-part.ts';
import { findDueParts, type PartDue } from './find-due-parts.ts';
import type { MissionParts } from './look-at-missions.ts';
import { scrubErased } from './scrub-erased.ts';
import { readUnsent } from './unsent.ts';

/**
 * One look at what goes before the rest of its mission (domain.md E, rule 9), without any network, as `lookAtMissions` does
 * for whole ones: listed for 30 days that are seen to pass, erased here once headquarters has everything of the mission,
 * and counted to headquarters. Answers whether something stands only until headquarters has what it lacks.
 */
export async function lookAtParts(parts: MissionParts): Promise<'waits' | 'done'> {
  const { db, inTurn, writeCounts, nowMs, device } = parts;
  let waits = false;
  for (const { row } of await inTurn(() => keepList(db, nowMs()))) {
    const { log } = row;
    const writes = await inTurn(async () => {
      const ready = await readReady(parts, log);
      return ready === null ? null : writesOfCounts(db, device(), log, ready.due.groups, ready.atMs);
    });
    if (writes === null) {
      waits = true;
      continue;
    }
    if (writes.length > 0) await writeCounts(log, writes);
    await inTurn(async () => {
      const ready = await readReady(parts, log);
      if (ready === null) return;
      await erasePart(
        db,
        log,
        ready.due.places.map(({ doc, path }) => ({ doc, path })),
      );
      await takeOffList(db, log);
      await tell(db, ready.atMs);
      await scrubErased({ ...parts, device: device() }).catch(passIfRefused);
    });
  }
  return waits ? 'waits' : 'done';
}

async function keepList(db: FieldDatabase, nowMs: number): Promise<readonly PartDue[]> {
  const atMs = await readAgreedNowMs(db, nowMs);
  if (atMs === null) return [];
  const due = await findDueParts(db, atMs);
  const before = await readMeta(db, 'dueParts');
  if (due.length === 0 && before === undefined) return [];
  const listed: Record<LogId, Listed> = {};
  for (const { row, dueAtMs } of due) listed[row.log] = listAgain(before?.[row.log], dueAtMs, atMs);
  await putMeta(db, 'dueParts', listed);
  return due.filter((one) => isReady(one, listed[one.row.log], atMs));
}

/** The part when it may be erased now: still due by the day that it was listed by, and headquarters lacks nothing of the mission. */
async function readReady(
  { db, device, nowMs }: MissionParts,
  log: LogId,
): Promise<{ readonly due: PartDue; readonly atMs: number } | null> {
  const atMs = await readAgreedNowMs(db, nowMs());
  if (atMs === null) return null;
  const listed = (await readMeta(db, 'dueParts'))?.[log];
  const due = (await findDueParts(db, atMs)).find(({ row }) => row.log === log);
  if (due === undefined || !isReady(due, listed, atMs) || due.row.snapshot !== undefined) return null;
  return (await readUnsent(db, device(), due.row)).fate === 'goes' ? { due, atMs } : null;
}

const isReady = ({ dueAtMs }: PartDue, listed: Listed | undefined, atMs: number): boolean =>
  listed !== undefined && listed.dueAtMs === dueAtMs && isGraceOver(listed, atMs);

async function takeOffList(db: FieldDatabase, log: LogId): Promise<void> {
  const { [log]: _, ...others } = (await readMeta(db, 'dueParts')) ?? {};
  await putMeta(db, 'dueParts', others);
}

const tell = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedParts', {
    atMs,
    missions: ((await readMeta(db, 'erasedParts'))?.missions ?? 0) + 1,
  });

/** It goes from the journal at the next answer or start. */
function passIfRefused(error: unknown): void {
  if (!(error instanceof JournalRefused)) throw error;
}
