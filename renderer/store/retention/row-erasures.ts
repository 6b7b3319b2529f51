import { utcDayAtMs } from '#base/calendar-day.ts';
import type { Mutex } from '#base/mutex.ts';
import { pathOf } from '#domain/document/op.ts';
import { isFormPart, type TextDraft } from '#domain/draft/text-draft.ts';
import type { LogId } from '#domain/ids.ts';
import { firstOfKind } from '#domain/kinds/records-of-kind.ts';
import type { DataGroup } from '#domain/path-rules/data-groups.ts';
import { dataGroupsOfRecord } from '#domain/workshop/device-record.ts';
import type { RegisterWrite, WriteResult } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { DeviceOnlyRow } from '../db/device-only-rows.ts';
import type { ErasureRow } from '../db/rows.ts';
import { eraseDeviceOnlyRows } from '../journal/erase-device-only-rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { JournaledErasure } from '../journal/journal-entry.ts';
import { readLogSummaries } from '../queries/summaries.ts';
import { readNoteDueTimes } from './due-content.ts';
import { readAgreedNowMs } from './due-list.ts';

/** Report of one erasure, named by its first row: a revision is erased once, so no other erasure has this name. */
export const rowErasureOf = (
  { id, log, revision }: Pick<DeviceOnlyRow, 'id' | 'log' | 'revision'>,
  dataGroup: DataGroup,
  count: number,
  atMs: number,
): JournaledErasure => ({
  id: dataGroup === 'interviewNotes' ? id : `${id}-${dataGroup}-${String(revision)}`,
  log,
  atMs,
  group: dataGroup,
  count,
  on: utcDayAtMs(atMs),
});

/** Numbers of fields that these rows have in each data group. */
export function countByDataGroup(
  deviceOnlyRows: readonly DeviceOnlyRow[],
): readonly (readonly [DataGroup, number])[] {
  const counts = new Map<DataGroup, number>();
  for (const row of deviceOnlyRows)
    for (const dataGroup of dataGroupsOfRow(row)) counts.set(dataGroup, (counts.get(dataGroup) ?? 0) + 1);
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
  isDue: (textDraft: TextDraft) => boolean,
): Promise<void> {
  const due = (await parts.db.drafts.toArray()).filter((draft) => isFormPart(draft.part) && isDue(draft));
  await eraseDeviceOnlyRows(parts, { table: 'drafts', ids: due.map(({ id }) => id), erasures: [] });
}

export interface RowErasureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly mutex: Mutex;
  /** Write registers as for a person. */
  readonly write: (logId: LogId, registerWrites: readonly RegisterWrite[]) => Promise<WriteResult>;
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
    for (const logId of new Set(due.map((note) => note.log))) {
      const interviewNotes = due.filter((note) => note.log === logId);
      const [firstInterviewNote] = interviewNotes;
      if (firstInterviewNote === undefined) continue;
      await eraseDeviceOnlyRows(
        { db, journal },
        {
          table: 'notes',
          ids: interviewNotes.map(({ id }) => id),
          erasures: [rowErasureOf(firstInterviewNote, 'interviewNotes', interviewNotes.length, atMs)],
        },
      );
      await eraseFormDrafts({ db, journal }, ({ part }) =>
        interviewNotes.some(({ id }) => part.includes(id)),
      );
    }
  });

/**
 * Write the counts into the missions, from where headquarters gets them like any change: number, group and day. A
 * refused write, as after the end of a lease, is repeated later.
 */
export async function reportRowErasures({ db, write }: RowErasureDependencies): Promise<void> {
  const untold = (await db.erasures.toArray()).filter(({ isTold }) => !isTold);
  for (const erasureRow of untold)
    if (await reportRowErasure(db, write, erasureRow)) await db.erasures.put({ ...erasureRow, isTold: true });
}

async function reportRowErasure(
  db: FieldDatabase,
  write: RowErasureDependencies['write'],
  { id, log, group, count, on }: ErasureRow,
): Promise<boolean> {
  const mission = firstOfKind(await readLogSummaries(db, log), 'mission');
  if (mission === undefined) return false;
  const { doc, kind } = mission;
  const path = pathOf('erased', id);
  // The op was written, and the app ended before that was recorded.
  if ((await db.documents.get([log, doc]))?.registers[path] !== undefined) return true;
  const writeResult = await write(log, [{ doc, kind, path, value: { group, count, on }, over: [] }]);
  return writeResult.kind === 'saved';
}
