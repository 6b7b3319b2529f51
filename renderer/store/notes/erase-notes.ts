import type { NoteId } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from '../database.ts';
import { type Journal, JournalRefused } from '../journal.ts';
import type { JournalEntry, NotesErasedEntry } from '../journal-entry.ts';

/**
 * Erases notes for good: first the journal says so, so that they do not come back whatever happens next, then they go
 * from the database, then their words from the journal's files. What the disk does not let go of now goes at the next
 * start. `erasure`: what the retention clock tells of it. Belongs into a turn. Rejects when the disk fails before.
 */
export async function eraseNotes(
  { db, journal }: { readonly db: FieldDatabase; readonly journal: Journal },
  ids: readonly NoteId[],
  erasure: NotesErasedEntry['erasure'] | null,
): Promise<void> {
  if (ids.length === 0) return;
  await journal.append([{ kind: 'notesErased', ids, ...(erasure && { erasure }) }]);
  await db.transaction('rw', [db.notes, db.erasures], async () => {
    await db.notes.bulkDelete([...ids]);
    if (erasure) await db.erasures.add({ ...erasure, isTold: false, isRead: false });
  });
  try {
    await journal.blank(isOfNotes(new Set(ids)));
  } catch (error) {
    if (!(error instanceof JournalRefused)) throw error;
  }
}

/** What stands in the journal of these notes. */
export const isOfNotes =
  (ids: ReadonlySet<NoteId>) =>
  (entry: JournalEntry): boolean =>
    entry.kind === 'note' && ids.has(entry.note.id);
