import { type TextDraft, type TextDraftId, TextDraftInput } from '#domain/draft/text-draft.ts';
import type { InterviewNote, InterviewNoteId } from '#domain/interview/interview-note.ts';
import { type DeviceRecord, DeviceRecordDraft, type DeviceRecordId } from '#domain/workshop/device-record.ts';
import type { DeviceOnlyApi } from '#renderer/store/api/device-only-api.ts';
import type { StoreQueries } from '#renderer/store/api/store-api.ts';

interface FakeDeviceOnlyRows {
  readonly api: DeviceOnlyApi;
  readonly answers: {
    readonly [Q in 'note' | 'deviceRecords' | 'drafts' | 'formDrafts' | 'draftIds']: (
      ask: StoreQueries[Q]['ask'],
    ) => StoreQueries[Q]['answer'];
  };
}

/**
 * Interview notes and device records of a fake store, in memory.
 * @param beforeWrite Waits as long as the test's disk does; throws when it accepts nothing.
 */
export function makeFakeDeviceOnlyRows(
  beforeWrite: () => Promise<void>,
  onChange: () => void,
): FakeDeviceOnlyRows {
  const notes = new Map<InterviewNoteId, InterviewNote>();
  const records = new Map<DeviceRecordId, DeviceRecord>();
  const drafts = new Map<TextDraftId, TextDraft>();
  return {
    answers: {
      drafts: () => [...drafts.values()],
      formDrafts: ({ log, doc }) =>
        [...drafts.values()]
          .filter((draft) => draft.log === log && draft.doc === doc && draft.state === 'machine')
          .map(({ id, part, text }) => ({ id, part, text })),
      draftIds: () => [...drafts.keys()],
      note: ({ id }) => {
        const note = notes.get(id);
        return note ? { note, dueAtMs: null } : null;
      },
      deviceRecords: ({ log, doc }) =>
        [...records.values()].filter((record) => record.log === log && record.doc === doc),
    },
    api: {
      saveNote: async (note) => {
        const revision = (notes.get(note.id)?.revision ?? 0) + 1;
        notes.set(note.id, { ...note, revision, changedAtMs: 1_000_000 });
        onChange();
        return { kind: 'saved' };
      },
      eraseNote: async (id) => {
        notes.delete(id);
        onChange();
      },
      saveDeviceRecords: async (written) => {
        await beforeWrite();
        const drafts = DeviceRecordDraft.array().parse(written);
        const changed = drafts.filter(({ id, revision }) => revision !== records.get(id)?.revision);
        if (changed.length > 0) {
          const ids = changed.map(({ id }) => id);
          return { kind: 'refused', reason: { kind: 'changedMeanwhile', ids } };
        }
        for (const draft of drafts)
          records.set(draft.id, { ...draft, revision: (draft.revision ?? 0) + 1, changedAtMs: 1_000_000 });
        onChange();
        return { kind: 'saved' };
      },
      eraseDeviceRecords: async (ids) => {
        for (const id of ids) records.delete(id);
        onChange();
      },
      saveTextDraft: async (written) => {
        await beforeWrite();
        const draft = TextDraftInput.parse(written);
        const revision = (drafts.get(draft.id)?.revision ?? 0) + 1;
        drafts.set(draft.id, { ...draft, revision, changedAtMs: 1_000_000 });
        onChange();
        return { kind: 'saved' };
      },
      eraseTextDrafts: async (ids) => {
        for (const id of ids) drafts.delete(id);
        onChange();
      },
    },
  };
}
