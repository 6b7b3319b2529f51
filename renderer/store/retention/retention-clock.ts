import type { AlarmTimer } from '#sync/client/ports.ts';
import type { LiveStateCell } from '../live-state.ts';
import { isStorageFull } from '../db/disk-failure.ts';
import { JournalRefused } from '../journal/journal.ts';
import { eraseDueNotes, type NoteErasureDependencies, reportNoteErasures } from './erase-notes.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import type { Mutex } from '../db/mutex.ts';
import type { RegisterWrite, WriteResult } from '../store-api.ts';
import {
  type DueList,
  type DueMissionContent,
  type DueShortRetention,
  findDueMissions,
  findDueShortRetention,
  readListedDue,
  removeFromDueList,
  updateDueList,
} from './due-content.ts';
import { eraseMission, type MissionErasureDependencies } from './erase-mission.ts';
import { readUnsent } from './unsent-changes.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { eraseFields } from './erase-fields.ts';
import { scrubErased } from '../journal/scrub-erased.ts';
import { utcDayAtMs } from '#base/calendar.ts';
import { pathOf } from '#domain/document/path.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { DueGroup } from '#domain/privacy/retention-due.ts';
import type { ErasedCount } from '#domain/privacy/data-groups.ts';

/**
 * What headquarters is told of a mission that is about to be erased here, as of interview notes: group, count and day, a
 * change each.
 */
async function missionCountWrites(
  db: FieldDatabase,
  device: DeviceId,
  { row, groups }: DueMissionContent,
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const notes = await db.notes.where('log').equals(row.log).count();
  const ofNotes = notes > 0 ? [{ group: 'interviewNotes', fields: notes } as const] : [];
  return groupCountWrites(db, device, row.log, [...groups, ...ofNotes], atMs);
}

/**
 * So many fields of these groups as changes, each named by this laptop and the group, so that what a crash cut off is not
 * told twice.
 */
async function groupCountWrites(
  db: FieldDatabase,
  device: DeviceId,
  log: LogId,
  groups: readonly Pick<DueGroup, 'group' | 'fields'>[],
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const on = utcDayAtMs(atMs);
  const counts: ErasedCount[] = groups.flatMap(({ group, fields }) =>
    // A field that this version does not know is of no group that could be named.
    group === 'unlisted' ? [] : [{ group, count: fields, on }],
  );
  const documents = await db.documents.where('log').equals(log).toArray();
  const mission = documents.find(({ kind }) => kind === missionKind);
  // Nobody has written about the mission itself: its document has the id of its log.
  const doc = mission?.doc ?? DocumentId.parse(log);
  return counts
    .map((value) => ({ path: pathOf('erased', `${device}-${value.group}`), value }))
    .filter(({ path }) => mission?.registers[path] === undefined)
    .map(({ path, value }) => ({ doc, kind: missionKind, path, value, over: [] }));
}

/**
 * One look at what goes before the rest of its mission (domain.md E, rule 9), without any network, as `eraseDueMissions` does
 * for whole ones: listed for 30 days that are seen to pass, erased here once headquarters has everything of the mission,
 * and counted to headquarters. Answers whether something stands only until headquarters has what it lacks.
 */
async function eraseDueShortRetention(all: MissionRetentionDependencies): Promise<'waits' | 'done'> {
  const { db, mutex, writeCounts, nowMs, device } = all;
  let waits = false;
  for (const { row } of await mutex(() => updateDueList(db, shortRetentionList, nowMs()))) {
    const { log } = row;
    const writes = await mutex(async () => {
      const ready = await readErasableFields(all, log);
      return ready === null ? null : groupCountWrites(db, device(), log, ready.due.groups, ready.atMs);
    });
    if (writes === null) {
      waits = true;
      continue;
    }
    if (writes.length > 0) await writeCounts(log, writes);
    await mutex(async () => {
      const ready = await readErasableFields(all, log);
      if (ready === null) return;
      await eraseFields(
        db,
        log,
        ready.due.places.map(({ doc, path }) => ({ doc, path })),
      );
      await removeFromDueList(db, shortRetentionList.name, log);
      await countErasedFields(db, ready.atMs);
      await scrubErased({ ...all, device: device() }).catch(ignoreJournalRefusal);
    });
  }
  return waits ? 'waits' : 'done';
}

const shortRetentionList: DueList<DueShortRetention> = { name: 'dueParts', find: findDueShortRetention };

/** The part when it may be erased now: headquarters lacks nothing of the mission, and all of that is here. */
async function readErasableFields({ db, device, nowMs }: MissionRetentionDependencies, log: LogId) {
  const ready = await readListedDue(db, shortRetentionList, log, nowMs());
  if (ready === null || ready.due.row.snapshot !== undefined) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
}

const countErasedFields = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedParts', {
    atMs,
    missions: ((await readMeta(db, 'erasedParts'))?.missions ?? 0) + 1,
  });

/** It goes from the journal at the next answer or start. */
function ignoreJournalRefusal(error: unknown): void {
  if (!(error instanceof JournalRefused)) throw error;
}

export interface MissionRetentionDependencies extends Omit<MissionErasureDependencies, 'device'> {
  readonly device: () => DeviceId;
  readonly mutex: Mutex;
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
async function eraseDueMissions(parts: MissionRetentionDependencies): Promise<'waits' | 'done'> {
  const { db, mutex, writeCounts, nowMs, device } = parts;
  let waits = false;
  for (const { row } of await mutex(() => updateDueList(db, dueMissionList, nowMs()))) {
    const writes = await mutex(async () => {
      const ready = await readErasableMission(parts, row.log);
      return ready === null ? null : missionCountWrites(db, device(), ready.due, ready.atMs);
    });
    if (writes === null) {
      waits = true;
      continue;
    }
    if (writes.length > 0) await writeCounts(row.log, writes);
    await mutex(async () => {
      const ready = await readErasableMission(parts, row.log);
      if (ready !== null) await eraseMission({ ...parts, device: device() }, ready.due.row, ready.atMs);
    });
  }
  return waits ? 'waits' : 'done';
}

const dueMissionList: DueList<DueMissionContent> = { name: 'dueMissions', find: findDueMissions };

/** The mission when it may be erased now: nothing of it waits. */
async function readErasableMission({ db, device, nowMs }: MissionRetentionDependencies, log: LogId) {
  const ready = await readListedDue(db, dueMissionList, log, nowMs());
  if (ready === null) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
}

export interface RetentionDependencies extends NoteErasureDependencies, MissionRetentionDependencies {
  readonly alarm: AlarmTimer;
  readonly live: LiveStateCell;
  /** Hears of a database that fails. */
  readonly onBroken: (error: unknown) => void;
}

/** A laptop that is never shut down looks four times a day: one that slept through a look has the next soon. */
const retentionCheckIntervalMs = 6 * 60 * 60 * 1000;

/**
 * The retention clock (domain.md E, rule 9): now and while the app is open, without any network, what is due is erased
 * on this laptop, and headquarters is told how many. What waits only until headquarters has it is looked at again as soon
 * as a sync has ended: a laptop may be open for no more than that. Resolves after the first look, with the way to stop.
 */
export async function startDeviceRetentionClock(parts: RetentionDependencies): Promise<() => void> {
  const { nowMs, alarm, live, onBroken } = parts;
  let isStopped = false;
  let callOff = (): void => undefined;
  let waitsForSync = false;
  let hasSynced = false;
  const lookAgain = async (): Promise<void> => {
    if (isStopped) return;
    callOff();
    callOff = alarm.at(nowMs() + retentionCheckIntervalMs, () => void lookAgain());
    waitsForSync = false;
    hasSynced = false;
    try {
      await eraseDueNotes(parts);
      await reportNoteErasures(parts);
      const looks = [await eraseDueMissions(parts), await eraseDueShortRetention(parts)];
      waitsForSync = looks.includes('waits');
    } catch (error) {
      // A disk that takes no more: what is due is erased at the next look.
      if (!isStopped && !isStorageFull(error)) onBroken(error);
    }
    if (waitsForSync && hasSynced) await lookAgain();
  };
  const forgetSync = onSyncEnd(live, () => {
    hasSynced = true;
    if (waitsForSync) void lookAgain();
  });
  await lookAgain();
  return () => {
    isStopped = true;
    callOff();
    forgetSync();
  };
}

/** Calls back each time that a run of round trips has come to rest. */
function onSyncEnd(live: LiveStateCell, ended: () => void): () => void {
  let wasRunning = live.state.sync.kind === 'pushing';
  return live.onChange(() => {
    const isRunning = live.state.sync.kind === 'pushing';
    const hasEnded = wasRunning && live.state.sync.kind === 'idle';
    wasRunning = isRunning;
    if (hasEnded) ended();
  });
}
