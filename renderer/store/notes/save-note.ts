import { type InterviewNote, NoteDraft } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from '../database.ts';
import type { InTurn } from '../in-turn.ts';
import type { Journal } from '../journal.ts';
import { readLease } from '../lease.ts';
import { readLogRow } from '../log-table.ts';
import { putMeta } from '../meta.ts';
import { OnlyInJournal, type Owed } from '../owed.ts';
import type { NoteResult } from '../store-api.ts';

export interface NoteParts {
  readonly db: FieldDatabase;
  readonly journal: Journal;
  readonly owed: Owed;
  readonly inTurn: InTurn;
  /** This laptop's clock, uncorrected. */
  readonly nowMs: () => number;
}

/**
 * Writes an interview note, which never leaves this laptop: into the journal first, then into the database, as any
 * write (D1), but into no op and no pack. Rejects when the disk fails.
 */
export const saveNote = (parts: NoteParts, draft: NoteDraft): Promise<NoteResult> =>
  parts.inTurn(async () => {
    const { db, journal, owed } = parts;
    const atMs = parts.nowMs();
    const [before, isLeaseOver, { erased }] = await db.transaction('r', [db.notes, db.meta, db.logs], () =>
      Promise.all([db.notes.get(draft.id), readLease(db), readLogRow(db, draft.log)]),
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
      owed.owe({ kind: 'note', note });
      throw new OnlyInJournal([], error);
    }
    return { kind: 'saved' };
  });
