import type { LogId } from '#domain/ids.ts';
import { latestRetentionEvents } from '#domain/privacy/retention-due.ts';
import {
  dataGroupsOfRecord,
  type DeviceRecord,
  groupsDueInRecord,
  recordWithoutGroups,
} from '#domain/workshop/device-record.ts';
import { workshopRetentionEvents } from '#domain/workshop/workshop-retention.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { JournaledErasure } from '../journal/journal-entry.ts';
import { readKnownProgrammeEndMs } from '../queries/programme-queries.ts';
import { readAgreedNowMs } from './due-content.ts';
import { eraseDeviceOnlyRows, type RowErasureDependencies, rowErasureOf } from './erase-device-only-rows.ts';

/**
 * Erase the fields of device records that are due (docs/requirements.md E9), at that moment and offline, as for notes.
 * A record without any content left goes as a whole.
 */
export const eraseDueRecords = ({ db, journal, mutex, nowMs }: RowErasureDependencies): Promise<void> =>
  mutex(async () => {
    const atMs = await readAgreedNowMs(db, nowMs());
    if (atMs === null || (await db.deviceRecords.count()) === 0) return;
    const due = await readDueRecords(db, atMs);
    if (due.length === 0) return;
    const cut: DeviceRecord[] = [];
    const ids: string[] = [];
    for (const { record, groups } of due) {
      const left = recordWithoutGroups(record, groups, atMs);
      if (record.kind !== 'participant' || dataGroupsOfRecord(left).length === 0) ids.push(record.id);
      else cut.push(left);
    }
    const erasures = [...new Set(due.map(({ record }) => record.log))].flatMap((log) =>
      erasuresOf(due, log, atMs),
    );
    await eraseDeviceOnlyRows({ db, journal }, { table: 'deviceRecords', ids, erasures }, cut);
  });

interface DueRecord {
  readonly record: DeviceRecord;
  readonly groups: ReturnType<typeof groupsDueInRecord>;
}

/** Due records by the days that their workshops state; the programme's end counts for a day that none states. */
async function readDueRecords(db: FieldDatabase, atMs: number): Promise<readonly DueRecord[]> {
  const latest = latestRetentionEvents(await readKnownProgrammeEndMs(db));
  const due: DueRecord[] = [];
  const records = await db.deviceRecords.toArray();
  const places = [...new Map(records.map(({ log, doc }) => [`${log} ${doc}`, [log, doc] as const])).values()];
  for (const [log, doc] of places) {
    const events = { ...latest, ...workshopRetentionEvents(await db.documents.get([log, doc])) };
    for (const record of records.filter((one) => one.log === log && one.doc === doc)) {
      const groups = groupsDueInRecord(record, events, atMs);
      if (groups.length > 0) due.push({ record, groups });
    }
  }
  return due;
}

/** One report for each group of a mission. */
function erasuresOf(due: readonly DueRecord[], log: LogId, atMs: number): readonly JournaledErasure[] {
  const own = due.filter(({ record }) => record.log === log);
  return [...new Set(own.flatMap(({ groups }) => groups))].flatMap((group) => {
    const having = own.filter(({ groups }) => groups.includes(group));
    const [first] = having;
    return first === undefined ? [] : [rowErasureOf(first.record, group, having.length, atMs)];
  });
}
