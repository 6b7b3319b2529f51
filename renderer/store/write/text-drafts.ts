import { type TextDraft, TextDraftId, TextDraftInput } from '#domain/draft/text-draft.ts';
import type { NoteResult } from '../api/device-only-api.ts';
import { readLogRow } from '../db/meta.ts';
import { entryFromErasedRows, entryFromRow } from '../journal/journal-entry.ts';
import type { DeviceOnlyWriteDependencies } from './device-only-rows.ts';
import { NotCommittedError } from './uncommitted-entries.ts';

/**
 * Save a text that no record takes yet, for this laptop alone. Neither role nor lease can refuse it: the person has
 * typed it. It counts as no saved work. Rejects when the disk fails.
 */
export const saveTextDraft = (
  { db, journal, uncommitted, mutex, nowMs }: DeviceOnlyWriteDependencies,
  written: TextDraftInput,
): Promise<NoteResult> =>
  mutex(async () => {
    const draftInput = TextDraftInput.parse(written);
    const [logRow, previousTextDraft] = await db.transaction('r', [db.logs, db.drafts], () =>
      Promise.all([readLogRow(db, draftInput.log), db.drafts.get(draftInput.id)]),
    );
    if (logRow.erased !== undefined) return { kind: 'refused', reason: { kind: 'missionErased' } };
    const row: TextDraft = {
      ...draftInput,
      revision: (previousTextDraft?.revision ?? 0) + 1,
      changedAtMs: nowMs(),
    };
    await journal.append([entryFromRow(row)]);
    try {
      await db.drafts.put(row);
    } catch (error) {
      if (!journal.isThere) throw error;
      uncommitted.add({ kind: 'rows', rows: [row] });
      throw new NotCommittedError([], error);
    }
    return { kind: 'saved' };
  });

/**
 * Forget drafts that are saved elsewhere, or that the person discarded. The journal's files keep them, encrypted, until
 * the next start or an erasure on request. A comment is sent many times a day, and each erasure reads all files.
 */
export const eraseTextDrafts = (
  { db, journal, mutex }: DeviceOnlyWriteDependencies,
  erasedIds: readonly TextDraftId[],
): Promise<void> =>
  mutex(async () => {
    const textDraftIds = TextDraftId.array().parse(erasedIds);
    if (textDraftIds.length === 0) return;
    await journal.append([entryFromErasedRows({ table: 'drafts', ids: textDraftIds, erasures: [] })]);
    await db.drafts.bulkDelete(textDraftIds);
  });
