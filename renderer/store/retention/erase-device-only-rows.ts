import { utcDayAtMs } from '#base/civil-date.ts';
import { isFormPart, type TextDraft } from '#domain/draft/text-draft.ts';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { pathOf } from '#domain/document/op.ts';
import type { DataGroup } from '#domain/path-rules/data-groups.ts';
import { dataGroupsOfRecord } from '#domain/workshop/device-record.ts';
import type { FieldDatabase } from '../db/database.ts';
import { deviceOnlyTable, deviceOnlyTables, putDeviceOnlyRows } from '../db/device-only-tables.ts';
import {
  type DeviceOnlyKey,
  deviceOnlyKey,
  deviceOnlyKeyOf,
  type DeviceOnlyRow,
  erasedBelowOf,
} from '../db/device-only-rows.ts';
import type { Mutex } from '#base/mutex.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import {
  entryFromErasedRows,
  entryFromRow,
  type ErasedRows,
  type JournaledErasure,
  type JournalEntry,
  rowInEntry,
} from '../journal/journal-entry.ts';
import { readAllSummaries } from '../queries/summaries.ts';
import type { ErasureRow } from '../db/rows.ts';
import type { RegisterWrite, WriteResult } from '../api/store-api.ts';
import { readAgreedNowMs, readNoteDueTimes } from './due-content.ts';

/**
 * Erase rows of this laptop alone, or fields of them. The journal gets the erasure first, so that they cannot return after a
 * crash. Then they go from the database, and from the journal's files. If the disk refuses that, the next start repeats
 * it. Runs under the mutex. Rejects when the disk fails earlier.
 * @param cut Next revisions of rows that lose fields.
 */
export async function eraseDeviceOnlyRows(
  { db, journal }: { readonly db: FieldDatabase; readonly journal: Journal },
  erased: ErasedRows,
  cut: readonly DeviceOnlyRow[] = [],
): Promise<void> {
  const { table, ids, erasures } = erased;
  if (ids.length + cut.length === 0) return;
  await journal.append([...cut.map(entryFromRow), entryFromErasedRows(erased)]);
  await db.transaction('rw', [...deviceOnlyTables(db), db.erasures], async () => {
    await putDeviceOnlyRows(db, cut);
    await deviceOnlyTable(db, table).bulkDelete([...ids]);
    await db.erasures.bulkAdd(erasures.map((erasure) => ({ ...erasure, isTold: false, isRead: false })));
  });
  await blankErasedRows(journal, new Set(ids.map((id) => deviceOnlyKey(table, id))), cut);
}

/** Make entries of erased rows unreadable; a disk that refuses is asked again at the next start. */
async function blankErasedRows(
  journal: Journal,
  erased: ReadonlySet<DeviceOnlyKey>,
  cut: readonly DeviceOnlyRow[],
): Promise<void> {
  try {
    await journal.blank(isEntryOfErasedRows(erased, cut));
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/**
 * True for a journal entry with an erased row, or with a row as it was before fields of it were erased.
 * @param cut Present revisions of the latter rows.
 */
export function isEntryOfErasedRows(
  erased: ReadonlySet<DeviceOnlyKey>,
  cut: readonly DeviceOnlyRow[],
): (entry: JournalEntry) => boolean {
  const erasedBelow = new Map(cut.map((row) => [deviceOnlyKeyOf(row), erasedBelowOf(row)]));
  return (entry) => {
    const row = rowInEntry(entry);
    if (row === null) return false;
    const key = deviceOnlyKeyOf(row);
    return erased.has(key) || row.revision < (erasedBelow.get(key) ?? 0);
  };
}

/** Report of one erasure, named by its first row: a revision is erased once, so no other erasure has this name. */
export const rowErasureOf = (
  { id, log, revision }: Pick<DeviceOnlyRow, 'id' | 'log' | 'revision'>,
  group: DataGroup,
  count: number,
  atMs: number,
): JournaledErasure => ({
  id: group === 'interviewNotes' ? id : `${id}-${group}-${String(revision)}`,
  log,
  atMs,
  group,
  count,
  on: utcDayAtMs(atMs),
});

/** Numbers of fields that these rows have in each data group. */
export function countByDataGroup(rows: readonly DeviceOnlyRow[]): readonly (readonly [DataGroup, number])[] {
  const counts = new Map<DataGroup, number>();
  for (const row of rows)
    for (const group of dataGroupsOfRow(row)) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts];
}

/** A draft was in no record, so it is reported as nothing. */
function dataGroupsOfRow(row: DeviceOnlyRow): readonly DataGroup[] {
  if ('kind' in row) return dataGroupsOfRecord(row);
  return 'part' in row ? [] : ['interviewNotes'];
}

/** Erase drafts of forms whose records are due: their texts are of the same kind. Runs under the mutex. */
export async function eraseFormDrafts(
  parts: { readonly db: FieldDatabase; readonly journal: Journal },
  isDue: (draft: TextDraft) => boolean,
): Promise<void> {
  const due = (await parts.db.drafts.toArray()).filter((draft) => isFormPart(draft.part) && isDue(draft));
  await eraseDeviceOnlyRows(parts, { table: 'drafts', ids: due.map(({ id }) => id), erasures: [] });
}

export interface RowErasureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly mutex: Mutex;
  /** Write registers as for a person. */
  readonly write: (log: LogId, writes: readonly RegisterWrite[]) => Promise<WriteResult>;
  readonly nowMs: () => number;
}

/** Erase the interview notes that are due, mission by mission. */
export const eraseDueNotes = ({ db, journal, mutex, nowMs }: RowErasureDependencies): Promise<void> =>
  mutex(async () => {
    const atMs = await readAgreedNowMs(db, nowMs());
    if (atMs === null || (await db.notes.count()) === 0) return;
    const dueAtMs = await readNoteDueTimes(db);
    const due = (await db.notes.toArray()).filter(
      (note) => (dueAtMs(note) ?? Number.POSITIVE_INFINITY) <= atMs,
    );
    for (const log of new Set(due.map((note) => note.log))) {
      const notes = due.filter((note) => note.log === log);
      const [first] = notes;
      if (first === undefined) continue;
      await eraseDeviceOnlyRows(
        { db, journal },
        {
          table: 'notes',
          ids: notes.map(({ id }) => id),
          erasures: [rowErasureOf(first, 'interviewNotes', notes.length, atMs)],
        },
      );
      await eraseFormDrafts({ db, journal }, ({ part }) => notes.some(({ id }) => part.includes(id)));
    }
  });

/**
 * Write the counts into the missions, from where headquarters gets them like any change: number, group and day. A
 * refused write, as after the end of a lease, is repeated later.
 */
export async function reportRowErasures({ db, write }: RowErasureDependencies): Promise<void> {
  const untold = (await db.erasures.toArray()).filter(({ isTold }) => !isTold);
  for (const erasure of untold)
    if (await reportRowErasure(db, write, erasure)) await db.erasures.put({ ...erasure, isTold: true });
}

async function reportRowErasure(
  db: FieldDatabase,
  write: RowErasureDependencies['write'],
  { id, log, group, count, on }: ErasureRow,
): Promise<boolean> {
  const mission = (await readAllSummaries(db)).find((row) => row.log === log && row.kind === missionKind);
  if (mission === undefined) return false;
  const { doc, kind } = mission;
  const path = pathOf('erased', id);
  // The op was written, and the app ended before that was recorded.
  if ((await db.documents.get([log, doc]))?.registers[path] !== undefined) return true;
  const result = await write(log, [{ doc, kind, path, value: { group, count, on }, over: [] }]);
  return result.kind === 'saved';
}
