import type { InterviewNote } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from '../database.ts';
import type { Journal } from '../journal.ts';
import type { FileAccount, JournalAccount } from '../journal-account.ts';
import type { JournalEntry } from '../journal-entry.ts';
import type { JournalState } from '../journal-state.ts';
import { isOfNotes } from './erase-notes.ts';

// Interview notes are in no op, so nobody gives them back: the journal has each of them as it was written last (D1).

/** The entries that the journal lacks: it took nothing when they were written, or lost them. */
export const lackingNotes = async (
  db: FieldDatabase,
  account: JournalAccount,
): Promise<readonly JournalEntry[]> =>
  (await db.notes.toArray())
    .filter(({ id, revision }) => account.noteRevision(id) < revision)
    .map((note) => ({ kind: 'note', note }));

/**
 * Gives the database the notes and erasures that the journal has, and takes from it what the journal says is erased.
 * Runs inside the caller's transaction over both tables. Returns how many notes came back.
 */
export async function putNotesBack(db: FieldDatabase, state: JournalState): Promise<number> {
  const here = new Map((await db.notes.toArray()).map(({ id, revision }) => [id, revision]));
  const lost = state.notes.filter(({ id, revision }) => revision > (here.get(id) ?? 0));
  await db.notes.bulkPut([...lost]);
  await db.notes.bulkDelete([...state.erasedNotes]);
  for (const erasure of state.erasures)
    if ((await db.erasures.get(erasure.id)) === undefined)
      await db.erasures.add({ ...erasure, isTold: false, isRead: false });
  return lost.length;
}

/** A crash came between erasing notes and taking them out of the journal: they are taken out now. */
export async function finishErasing(
  journal: Journal,
  account: JournalAccount,
  { erasedNotes }: JournalState,
): Promise<void> {
  const left = new Set([...account.notesIn()].filter((id) => erasedNotes.has(id)));
  if (left.size > 0) await journal.blank(isOfNotes(left));
}

/** So many characters of notes may be written again for each file that is let go: less than half of what that frees. */
const mostForAFile = 2 * 1024 * 1024;

/**
 * What must be written again before these files are let go: notes whose last words are in them, and that notes were
 * erased which an older file still holds. `null` when that is too much to be worth it.
 */
export async function notesIn(
  db: FieldDatabase,
  account: JournalAccount,
  files: readonly FileAccount[],
): Promise<readonly JournalEntry[] | null> {
  const numbers = files.map(({ file }) => file);
  const notes = (await db.notes.toArray()).filter(
    ({ id, revision }) => account.noteRevision(id, numbers) < revision,
  );
  if (lengthOf(notes) > mostForAFile * files.length) return null;
  const here = new Set((await db.notes.toCollection().primaryKeys()) as readonly string[]);
  const ids = [...account.notesIn(numbers)].filter((id) => !here.has(id));
  return [
    ...notes.map((note) => ({ kind: 'note', note }) as const),
    ...(ids.length === 0 ? [] : [{ kind: 'notesErased', ids } as const]),
  ];
}

const lengthOf = (notes: readonly InterviewNote[]): number =>
  notes.reduce((sum, { text }) => sum + text.length, 0);
