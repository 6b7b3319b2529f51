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
    ) => StoreQueries[Q]['result'];
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
          .filter(
            (textDraft) => textDraft.log === log && textDraft.doc === doc && textDraft.state === 'machine',
          )
          .map(({ id, part, text }) => ({ id, part, text })),
      draftIds: () => [...drafts.keys()],
      note: ({ id }) => {
        const interviewNote = notes.get(id);
        return interviewNote ? { note: interviewNote, dueAtMs: null } : null;
      },
      deviceRecords: ({ log, doc }) =>
        [...records.values()].filter((record) => record.log === log && record.doc === doc),
    },
    api: {
      saveNote: async (noteDraft) => {
        const revision = (notes.get(noteDraft.id)?.revision ?? 0) + 1;
        notes.set(noteDraft.id, { ...noteDraft, revision, changedAtMs: 1_000_000 });
        onChange();
        return { kind: 'saved' };
      },
      eraseNote: async (interviewNoteId) => {
        notes.delete(interviewNoteId);
        onChange();
      },
      saveDeviceRecords: async (written) => {
        await beforeWrite();
        const deviceRecordDrafts = DeviceRecordDraft.array().parse(written);
        const changedDrafts = deviceRecordDrafts.filter(
          ({ id, revision }) => revision !== records.get(id)?.revision,
        );
        if (changedDrafts.length > 0) {
          const ids = changedDrafts.map(({ id }) => id);
          return { kind: 'refused', reason: { kind: 'changedMeanwhile', ids } };
        }
        for (const deviceRecordDraft of deviceRecordDrafts)
          records.set(deviceRecordDraft.id, {
            ...deviceRecordDraft,
            revision: (deviceRecordDraft.revision ?? 0) + 1,
            changedAtMs: 1_000_000,
          });
        onChange();
        return { kind: 'saved' };
      },
      eraseDeviceRecords: async (ids) => {
        for (const id of ids) records.delete(id);
        onChange();
      },
      saveTextDraft: async (written) => {
        await beforeWrite();
        const draftInput = TextDraftInput.parse(written);
        const revision = (drafts.get(draftInput.id)?.revision ?? 0) + 1;
        drafts.set(draftInput.id, { ...draftInput, revision, changedAtMs: 1_000_000 });
        onChange();
        return { kind: 'saved' };
      },
      eraseTextDrafts: async (textDraftIds) => {
        for (const textDraftId of textDraftIds) drafts.delete(textDraftId);
        onChange();
      },
    },
  };
}
