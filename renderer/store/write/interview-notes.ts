import { type InterviewNote, NoteDraft } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { Mutex } from '../db/mutex.ts';
import type { Journal } from '../journal/journal.ts';
import { readLeaseCheck } from './lease-clock.ts';
import { readLogRow } from '../db/log-rows.ts';
import { putMeta } from '../db/meta.ts';
import { NotCommittedError, type UncommittedEntries } from '../recovery/uncommitted-entries.ts';
import type { NoteResult, StoreApi } from '../store-api.ts';
import { eraseInterviewNotes } from '../retention/erase-notes.ts';

interface NoteActionDependencies extends NoteWriteDependencies {
  /** Show a write while it is on its way, and its failure. */
  readonly shown: <T>(saving: () => Promise<T>) => Promise<T>;
  /** Commit a write that only the journal has; rejects with any other error. */
  readonly commitFromJournal: (error: unknown) => Promise<unknown>;
}

/** Actions of a person on interview notes, and on the notice of erasures. */
export const createNoteActions = (
  parts: NoteActionDependencies,
): Pick<StoreApi, 'saveNote' | 'eraseNote' | 'dismissErased'> => ({
  saveNote: (note) =>
    parts.shown(() =>
      saveInterviewNote(parts, note).catch(async (error: unknown) => {
        await parts.commitFromJournal(error);
        return { kind: 'saved' };
      }),
    ),
  eraseNote: (id) => parts.shown(() => parts.mutex(() => eraseInterviewNotes(parts, [id], null))),
  dismissErased: async () => {
    await parts.db.erasures.toCollection().modify({ isRead: true });
    await parts.db.meta.bulkDelete(['erasedMissions', 'erasedParts']);
  },
});

export interface NoteWriteDependencies {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly uncommitted: UncommittedEntries;
  readonly mutex: Mutex;
  /** This laptop's clock, uncorrected. */
  readonly nowMs: () => number;
}

/**
 * Save an interview note, which never leaves this laptop. The journal gets it first, then the database, as any write
 * (D1), but no op and no pack. Rejects when the disk fails.
 */
export const saveInterviewNote = (parts: NoteWriteDependencies, draft: NoteDraft): Promise<NoteResult> =>
  parts.mutex(async () => {
    const { db, journal, uncommitted } = parts;
    const atMs = parts.nowMs();
    const [before, isLeaseOver, { erased }] = await db.transaction('r', [db.notes, db.meta, db.logs], () =>
      Promise.all([db.notes.get(draft.id), readLeaseCheck(db), readLogRow(db, draft.log)]),
    );
    if (erased !== undefined) return { kind: 'refused', reason: { kind: 'missionErased' } };
    if (isLeaseOver(atMs)) return { kind: 'refused', reason: { kind: 'leaseOver' } };
    const note: InterviewNote = {
      ...NoteDraft.parse(draft),
      revision: (before?.revision ?? 0) + 1,
      changedAtMs: atMs,
    };
    await journal.append([{ kind: 'note', note }]);
    try {
      await db.transaction('rw', [db.notes, db.meta], async () => {
        await Promise.all([db.notes.put(note), putMeta(db, 'saved', { atMs })]);
      });
    } catch (error) {
      if (!journal.isThere) throw error;
      uncommitted.add({ kind: 'note', note });
      throw new NotCommittedError([], error);
    }
    return { kind: 'saved' };
  });
