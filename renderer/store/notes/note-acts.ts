import type { StoreApi } from '../store-api.ts';
import { eraseNotes } from './erase-notes.ts';
import { type NoteParts, saveNote } from './save-note.ts';

interface NoteActsParts extends NoteParts {
  /** Shows a write while it is on its way, and whether it failed. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Gives the database what only the journal took; rejects with whatever else went wrong. */
  readonly payOnlyInJournal: (error: unknown) => Promise<unknown>;
}

/** What a person does with interview notes, and that they have read what the retention clock did. */
export const noteActs = (
  parts: NoteActsParts,
): Pick<StoreApi, 'saveNote' | 'eraseNote' | 'dismissErased'> => ({
  saveNote: (note) =>
    parts.shown(() =>
      saveNote(parts, note).catch(async (error: unknown) => {
        await parts.payOnlyInJournal(error);
        return { kind: 'saved' };
      }),
    ),
  eraseNote: (id) => parts.shown(() => parts.inTurn(() => eraseNotes(parts, [id], null))),
  dismissErased: async () => {
    await parts.db.erasures.toCollection().modify({ isRead: true });
    await parts.db.meta.bulkDelete(['erasedMissions', 'erasedParts']);
  },
});
