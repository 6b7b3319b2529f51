import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../database.ts';
import { JournalRefused } from '../journal.ts';
import { putMeta, readMeta } from '../meta.ts';
import { writesOfCounts } from './count-writes.ts';
import { type DueList, keepDueList, readListed, takeOffDueList } from './due-list.ts';
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
export async function lookAtParts(all: MissionParts): Promise<'waits' | 'done'> {
  const { db, inTurn, writeCounts, nowMs, device } = all;
  let waits = false;
  for (const { row } of await inTurn(() => keepDueList(db, parts, nowMs()))) {
    const { log } = row;
    const writes = await inTurn(async () => {
      const ready = await readReady(all, log);
      return ready === null ? null : writesOfCounts(db, device(), log, ready.due.groups, ready.atMs);
    });
    if (writes === null) {
      waits = true;
      continue;
    }
    if (writes.length > 0) await writeCounts(log, writes);
    await inTurn(async () => {
      const ready = await readReady(all, log);
      if (ready === null) return;
      await erasePart(
        db,
        log,
        ready.due.places.map(({ doc, path }) => ({ doc, path })),
      );
      await takeOffDueList(db, parts.name, log);
      await tell(db, ready.atMs);
      await scrubErased({ ...all, device: device() }).catch(passIfRefused);
    });
  }
  return waits ? 'waits' : 'done';
}

const parts: DueList<PartDue> = { name: 'dueParts', find: findDueParts };

/** The part when it may be erased now: headquarters lacks nothing of the mission, and all of that is here. */
async function readReady({ db, device, nowMs }: MissionParts, log: LogId) {
  const ready = await readListed(db, parts, log, nowMs());
  if (ready === null || ready.due.row.snapshot !== undefined) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
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
