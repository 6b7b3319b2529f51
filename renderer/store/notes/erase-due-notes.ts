import type { LogId } from '#domain/ids.ts';
import type { InterviewNote } from '#domain/interview/interview-note.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { pathOf } from '#domain/document/path.ts';
import type { FieldDatabase } from '../database.ts';
import type { InTurn } from '../in-turn.ts';
import type { Journal } from '../journal.ts';
import { readAllSummaries } from '../queries/summaries.ts';
import type { ErasureRow } from '../rows.ts';
import type { RegisterWrite, WriteResult } from '../store-api.ts';
import { eraseNotes } from './erase-notes.ts';
import { readAgreedNowMs, readDue } from './read-due.ts';

export interface DueNotesParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly inTurn: InTurn;
  /** How a person's writes go. */
  readonly write: (log: LogId, writes: readonly RegisterWrite[]) => Promise<WriteResult>;
  readonly nowMs: () => number;
}

/** Erases the interview notes that are due, mission by mission. */
export const eraseDueNotes = ({ db, journal, inTurn, nowMs }: DueNotesParts): Promise<void> =>
  inTurn(async () => {
    const atMs = await readAgreedNowMs(db, nowMs());
    if (atMs === null || (await db.notes.count()) === 0) return;
    const dueAtMs = await readDue(db);
    const due = (await db.notes.toArray()).filter(
      (note) => (dueAtMs(note) ?? Number.POSITIVE_INFINITY) <= atMs,
    );
    for (const [log, notes] of byLog(due)) {
      const ids = notes.map(({ id }) => id);
      const [id] = ids;
      if (id === undefined) continue;
      const on = new Date(atMs).toISOString().slice(0, 10);
      // A note is erased once, so its id is one that no other erasure has.
      await eraseNotes({ db, journal }, ids, {
        id,
        log,
        atMs,
        group: 'interviewNotes',
        count: ids.length,
        on,
      });
    }
  });

function byLog(notes: readonly InterviewNote[]): ReadonlyMap<LogId, readonly InterviewNote[]> {
  const found = new Map<LogId, InterviewNote[]>();
  for (const note of notes) found.set(note.log, [...(found.get(note.log) ?? []), note]);
  return found;
}

/**
 * Writes the numbers into the missions, from where headquarters gets them as any change: how many, of what, on which
 * day. What may not be written now, as after a lease, is written at a later look.
 */
export async function tellOfErasures({ db, write }: DueNotesParts): Promise<void> {
  const untold = (await db.erasures.toArray()).filter(({ isTold }) => !isTold);
  for (const erasure of untold)
    if (await tell(db, write, erasure)) await db.erasures.put({ ...erasure, isTold: true });
}

async function tell(
  db: FieldDatabase,
  write: DueNotesParts['write'],
  { id, log, group, count, on }: ErasureRow,
): Promise<boolean> {
  const mission = (await readAllSummaries(db)).find((row) => row.log === log && row.kind === missionKind);
  if (mission === undefined) return false;
  const { doc, kind } = mission;
  const path = pathOf('erased', id);
  // It was written, and the app ended before that was noted.
  if ((await db.documents.get([log, doc]))?.registers[path] !== undefined) return true;
  const result = await write(log, [{ doc, kind, path, value: { group, count, on }, over: [] }]);
  return result.kind === 'saved';
}
