import type { LogId } from '#domain/ids.ts';
import type { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { pathOf } from '#domain/document/path.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { Mutex } from '../db/mutex.ts';
import { type Journal, JournalRefused } from '../journal/journal.ts';
import { readAllSummaries } from '../queries/summaries.ts';
import type { ErasureRow } from '../db/rows.ts';
import type { RegisterWrite, WriteResult } from '../store-api.ts';
import { readAgreedNowMs, readNoteDueTimes } from './due-content.ts';
import type { JournalEntry, NotesErasedEntry } from '../journal/journal-entry.ts';

/**
 * Erase notes for good. The journal gets the erasure first, so that they cannot return after a crash. Then they go from
 * the database, and from the journal's files. If the disk refuses that, the next start repeats it. Runs under the
 * mutex. Rejects when the disk fails earlier.
 * @param erasure Report of the retention clock.
 */
export async function eraseInterviewNotes(
  { db, journal }: { readonly db: FieldDatabase; readonly journal: Journal },
  ids: readonly InterviewNoteId[],
  erasure: NotesErasedEntry['erasure'] | null,
): Promise<void> {
  if (ids.length === 0) return;
  await journal.append([{ kind: 'notesErased', ids, ...(erasure && { erasure }) }]);
  await db.transaction('rw', [db.notes, db.erasures], async () => {
    await db.notes.bulkDelete([...ids]);
    if (erasure) await db.erasures.add({ ...erasure, isTold: false, isRead: false });
  });
  try {
    await journal.blank(isEntryOfNotes(new Set(ids)));
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** True for a journal entry with one of these notes. */
export const isEntryOfNotes =
  (ids: ReadonlySet<InterviewNoteId>) =>
  (entry: JournalEntry): boolean =>
    entry.kind === 'note' && ids.has(entry.note.id);

export interface NoteErasureDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly mutex: Mutex;
  /** Write registers as for a person. */
  readonly write: (log: LogId, writes: readonly RegisterWrite[]) => Promise<WriteResult>;
  readonly nowMs: () => number;
}

/** Erase the interview notes that are due, mission by mission. */
export const eraseDueNotes = ({ db, journal, mutex, nowMs }: NoteErasureDependencies): Promise<void> =>
  mutex(async () => {
    const atMs = await readAgreedNowMs(db, nowMs());
    if (atMs === null || (await db.notes.count()) === 0) return;
    const dueAtMs = await readNoteDueTimes(db);
    const due = (await db.notes.toArray()).filter(
      (note) => (dueAtMs(note) ?? Number.POSITIVE_INFINITY) <= atMs,
    );
    for (const [log, notes] of groupNotesByLog(due)) {
      const ids = notes.map(({ id }) => id);
      const [id] = ids;
      if (id === undefined) continue;
      const on = new Date(atMs).toISOString().slice(0, 10);
      // A note is erased once, so no other erasure has its id.
      await eraseInterviewNotes({ db, journal }, ids, {
        id,
        log,
        atMs,
        group: 'interviewNotes',
        count: ids.length,
        on,
      });
    }
  });

function groupNotesByLog(notes: readonly InterviewNote[]): ReadonlyMap<LogId, readonly InterviewNote[]> {
  const found = new Map<LogId, InterviewNote[]>();
  for (const note of notes) found.set(note.log, [...(found.get(note.log) ?? []), note]);
  return found;
}

/**
 * Write the counts into the missions, from where headquarters gets them like any change: number, group and day. A
 * refused write, as after the end of a lease, is repeated later.
 */
export async function reportNoteErasures({ db, write }: NoteErasureDependencies): Promise<void> {
  const untold = (await db.erasures.toArray()).filter(({ isTold }) => !isTold);
  for (const erasure of untold)
    if (await reportNoteErasure(db, write, erasure)) await db.erasures.put({ ...erasure, isTold: true });
}

async function reportNoteErasure(
  db: FieldDatabase,
  write: NoteErasureDependencies['write'],
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
