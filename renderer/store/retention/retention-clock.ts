import { utcDayAtMs } from '#base/calendar-day.ts';
import type { Mutex } from '#base/mutex.ts';
import { pathOf } from '#domain/document/op.ts';
import { type DeviceId, DocumentId, type LogId } from '#domain/ids.ts';
import { retentionEventsOf } from '#domain/kinds/kind-descriptors.ts';
import { firstOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { ErasedCount } from '#domain/path-rules/data-groups.ts';
import { type DueGroup, latestRetentionEvents } from '#domain/privacy/retention-due.ts';
import {
  type DeviceRecord,
  dataGroupsOfRecord,
  groupsDueInRecord,
  recordWithoutGroups,
} from '#domain/workshop/device-record.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { RegisterWrite, WriteResult } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readDeviceOnlyRows } from '../db/device-only-tables.ts';
import { isStorageFull, JournalRefused } from '../db/disk-failure.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { eraseDeviceOnlyRows } from '../journal/erase-device-only-rows.ts';
import type { JournaledErasure } from '../journal/journal-entry.ts';
import { scrubErased } from '../journal/scrub-erased.ts';
import { readKnownProgrammeEndMs } from '../queries/programme-queries.ts';
import { removeFromDueList } from '../write/remove-log.ts';
import {
  type DueMissionContent,
  type DueShortRetention,
  findDueMissions,
  findDueShortRetention,
} from './due-content.ts';
import { type DueList, readAgreedNowMs, readListedDue, updateDueList } from './due-list.ts';
import { eraseFields } from './erase-fields.ts';
import { eraseMission, type MissionErasureDependencies } from './remove-from-device.ts';
import {
  countByDataGroup,
  eraseDueNotes,
  eraseFormDrafts,
  type RowErasureDependencies,
  reportRowErasures,
  rowErasureOf,
} from './row-erasures.ts';
import { readUnsent } from './unsent-changes.ts';

/** Report for headquarters about a coming erasure of a mission, as for notes: ops with group, count and day. */
async function missionCountWrites(
  db: FieldDatabase,
  deviceId: DeviceId,
  { row, groups }: DueMissionContent,
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const deviceOnlyRows = (await readDeviceOnlyRows(db)).filter(({ log }) => log === row.log);
  const ofRows = countByDataGroup(deviceOnlyRows).map(([group, fields]) => ({ group, fields }));
  return groupCountWrites(db, deviceId, row.log, [...groups, ...ofRows], atMs);
}

/**
 * Writes with the number of fields in each group. This laptop and the group name each of them, so that a repetition
 * after a crash reports nothing twice.
 */
async function groupCountWrites(
  db: FieldDatabase,
  deviceId: DeviceId,
  logId: LogId,
  dueGroups: readonly Pick<DueGroup, 'group' | 'fields'>[],
  atMs: number,
): Promise<readonly RegisterWrite[]> {
  const on = utcDayAtMs(atMs);
  const erasedCounts: ErasedCount[] = dueGroups.flatMap(({ group, fields }) =>
    // A field unknown to this version belongs to no group that could be named.
    group === 'unlisted' ? [] : [{ group, count: fields, on }],
  );
  const documents = await db.documents.where('log').equals(logId).toArray();
  const mission = firstOfKind(documents, 'mission');
  // Nobody has written about the mission itself: its document has the id of its log.
  const doc = mission?.doc ?? DocumentId.parse(logId);
  return erasedCounts
    .map((value) => ({ path: pathOf('erased', `${deviceId}-${value.group}`), value }))
    .filter(({ path }) => mission?.registers[path] === undefined)
    .map(({ path, value }) => ({ doc, kind: missionKind, path, value, over: [] }));
}

/**
 * Check content with shorter retention than its mission (docs/requirements.md E9), offline, as `eraseDueMissions` does
 * for whole ones. It is listed for 30 days of counted time, and erased once headquarters has everything of the mission.
 * Headquarters gets a count.
 * @returns `waits` when an erasure only needs headquarters to get missing ops.
 */
async function eraseDueShortRetention(all: MissionRetentionDependencies): Promise<'waits' | 'done'> {
  const { db, mutex, writeCounts, nowMs, device } = all;
  let waits = false;
  for (const { row } of await mutex(() => updateDueList(db, shortRetentionList, nowMs()))) {
    const { log } = row;
    const registerWrites = await mutex(async () => {
      const ready = await readErasableFields(all, log);
      return ready === null ? null : groupCountWrites(db, device(), log, ready.due.groups, ready.atMs);
    });
    if (registerWrites === null) {
      waits = true;
      continue;
    }
    if (registerWrites.length > 0) await writeCounts(log, registerWrites);
    await mutex(async () => {
      const ready = await readErasableFields(all, log);
      if (ready === null) return;
      await eraseFields(
        db,
        log,
        ready.due.fields.map(({ doc, path }) => ({ doc, path })),
      );
      await removeFromDueList(db, shortRetentionList.name, log);
      await countErasedFields(db, ready.atMs);
      await scrubErased({ ...all, device: device() }).catch(ignoreJournalRefusal);
    });
  }
  return waits ? 'waits' : 'done';
}

const shortRetentionList: DueList<DueShortRetention> = { name: 'dueParts', find: findDueShortRetention };

/** Fields that may be erased now: headquarters lacks nothing of the mission, and all of that is here. */
async function readErasableFields({ db, device, nowMs }: MissionRetentionDependencies, logId: LogId) {
  const ready = await readListedDue(db, shortRetentionList, logId, nowMs());
  if (ready === null || ready.due.row.snapshot !== undefined) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
}

const countErasedFields = async (db: FieldDatabase, atMs: number): Promise<void> =>
  putMeta(db, 'erasedParts', {
    atMs,
    missions: ((await readMeta(db, 'erasedParts'))?.missions ?? 0) + 1,
  });

/** The next answer or start removes it from the journal. */
function ignoreJournalRefusal(error: unknown): void {
  if (!(error instanceof JournalRefused)) throw error;
}

interface MissionRetentionDependencies extends Omit<MissionErasureDependencies, 'device'> {
  readonly device: () => DeviceId;
  readonly mutex: Mutex;
  /** Write the clock's counts, which headquarters gets as ops. */
  readonly writeCounts: (logId: LogId, registerWrites: readonly RegisterWrite[]) => Promise<WriteResult>;
  readonly nowMs: () => number;
}

/**
 * Check whole missions (docs/requirements.md E9), offline. Updates the list of due missions, and erases those that were
 * listed for 30 days of counted time. Headquarters gets the counts as ops of the mission, kept here until sent. None
 * are written when it accepts none, as when it has erased the mission too.
 * @returns `waits` when an erasure only needs headquarters to get missing ops.
 */
async function eraseDueMissions(parts: MissionRetentionDependencies): Promise<'waits' | 'done'> {
  const { db, mutex, writeCounts, nowMs, device } = parts;
  let waits = false;
  for (const { row } of await mutex(() => updateDueList(db, dueMissionList, nowMs()))) {
    const registerWrites = await mutex(async () => {
      const ready = await readErasableMission(parts, row.log);
      return ready === null ? null : missionCountWrites(db, device(), ready.due, ready.atMs);
    });
    if (registerWrites === null) {
      waits = true;
      continue;
    }
    if (registerWrites.length > 0) await writeCounts(row.log, registerWrites);
    await mutex(async () => {
      const ready = await readErasableMission(parts, row.log);
      if (ready !== null) await eraseMission({ ...parts, device: device() }, ready.due.row, ready.atMs);
    });
  }
  return waits ? 'waits' : 'done';
}

const dueMissionList: DueList<DueMissionContent> = { name: 'dueMissions', find: findDueMissions };

/** The mission when it may be erased now: its outbox is empty. */
async function readErasableMission({ db, device, nowMs }: MissionRetentionDependencies, logId: LogId) {
  const ready = await readListedDue(db, dueMissionList, logId, nowMs());
  if (ready === null) return null;
  return (await readUnsent(db, device(), ready.due.row)).fate === 'goes' ? ready : null;
}

interface RetentionDependencies extends RowErasureDependencies, MissionRetentionDependencies {
  readonly alarm: AlarmTimer;
  readonly live: LiveStateCell;
  /** Called for a failing database. */
  readonly onBroken: (error: unknown) => void;
}

/** A laptop that is never shut down checks four times a day; after a sleep the next check is soon. */
const retentionCheckIntervalMs = 6 * 60 * 60 * 1000;

/**
 * Start the retention clock (docs/requirements.md E9). It erases due content on this laptop, now and while the app is
 * open, and reports the counts. It needs no network. An erasure that only waits for headquarters is tried after each
 * sync, since a laptop may be closed right after.
 * @returns after the first check, the function that stops the clock.
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
      await eraseDueRecords(parts);
      await reportRowErasures(parts);
      const looks = [await eraseDueMissions(parts), await eraseDueShortRetention(parts)];
      waitsForSync = looks.includes('waits');
    } catch (error) {
      // A disk that refuses writes: due content is erased at the next check.
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

/** Call back after each sync run. */
function onSyncEnd(liveState: LiveStateCell, ended: () => void): () => void {
  let wasRunning = liveState.state.sync.kind === 'pushing';
  return liveState.onChange(() => {
    const isRunning = liveState.state.sync.kind === 'pushing';
    const hasEnded = wasRunning && liveState.state.sync.kind === 'idle';
    wasRunning = isRunning;
    if (hasEnded) ended();
  });
}

/**
 * Erase the fields of device records that are due (docs/requirements.md E9), at that moment and offline, as for notes.
 * A record without any content left goes as a whole.
 */
const eraseDueRecords = ({ db, journal, mutex, nowMs }: RowErasureDependencies): Promise<void> =>
  mutex(async () => {
    const atMs = await readAgreedNowMs(db, nowMs());
    if (atMs === null || (await db.deviceRecords.count()) === 0) return;
    const dueRecords = await readDueRecords(db, atMs);
    if (dueRecords.length === 0) return;
    const cut: DeviceRecord[] = [];
    const ids: string[] = [];
    for (const { record, groups } of dueRecords) {
      const left = recordWithoutGroups(record, groups, atMs);
      if (record.kind !== 'participant' || dataGroupsOfRecord(left).length === 0) ids.push(record.id);
      else cut.push(left);
    }
    const erasures = [...new Set(dueRecords.map(({ record }) => record.log))].flatMap((log) =>
      erasuresOf(dueRecords, log, atMs),
    );
    await eraseDeviceOnlyRows({ db, journal }, { table: 'deviceRecords', ids, erasures }, cut);
    await eraseFormDrafts({ db, journal }, ({ doc }) => dueRecords.some(({ record }) => record.doc === doc));
  });

interface DueRecord {
  readonly record: DeviceRecord;
  readonly groups: ReturnType<typeof groupsDueInRecord>;
}

/** Due records by the days that their workshops state; the programme's end counts for a day that none states. */
async function readDueRecords(db: FieldDatabase, atMs: number): Promise<readonly DueRecord[]> {
  const latest = latestRetentionEvents(await readKnownProgrammeEndMs(db));
  const dueRecords: DueRecord[] = [];
  const deviceRecords = await db.deviceRecords.toArray();
  const recordKeys = [
    ...new Map(deviceRecords.map(({ log, doc }) => [`${log} ${doc}`, [log, doc] as const])).values(),
  ];
  for (const [logId, documentId] of recordKeys) {
    const events = { ...latest, ...retentionEventsOf(await db.documents.get([logId, documentId])) };
    for (const deviceRecord of deviceRecords.filter((one) => one.log === logId && one.doc === documentId)) {
      const dataGroups = groupsDueInRecord(deviceRecord, events, atMs);
      if (dataGroups.length > 0) dueRecords.push({ record: deviceRecord, groups: dataGroups });
    }
  }
  return dueRecords;
}

/** One report for each group of a mission. */
function erasuresOf(
  dueRecords: readonly DueRecord[],
  logId: LogId,
  atMs: number,
): readonly JournaledErasure[] {
  const ownDueRecords = dueRecords.filter(({ record }) => record.log === logId);
  return [...new Set(ownDueRecords.flatMap(({ groups }) => groups))].flatMap((dataGroup) => {
    const having = ownDueRecords.filter(({ groups }) => groups.includes(dataGroup));
    const [firstDueRecord] = having;
    return firstDueRecord === undefined
      ? []
      : [rowErasureOf(firstDueRecord.record, dataGroup, having.length, atMs)];
  });
}
