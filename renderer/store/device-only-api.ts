import type { InterviewNoteId, NoteDraft } from '#domain/interview/interview-note.ts';
import type { LeaseOverRefusal, PermitRefusal } from '#domain/people/permit.ts';
import type { DeviceRecordDraft, DeviceRecordId } from '#domain/workshop/device-record.ts';

/** Part of the store's port for content that stays on this laptop (docs/requirements.md E). */
export interface DeviceOnlyApi {
  /** Save a whole interview note; it stays on this laptop (docs/requirements.md E). */
  saveNote(note: NoteDraft): Promise<NoteResult>;
  /** Erase an interview note permanently, here and in the journal. */
  eraseNote(id: InterviewNoteId): Promise<void>;
  /**
   * Save records of workshops; they stay on this laptop (docs/requirements.md E). All are saved, or none. Each names the
   * revision that the person saw; a new one names none.
   */
  saveDeviceRecords(records: readonly DeviceRecordDraft[]): Promise<DeviceRecordResult>;
  /** Erase records of workshops permanently, here and in the journal. */
  eraseDeviceRecords(ids: readonly DeviceRecordId[]): Promise<void>;
}

/** Result of writing an interview note. */
export type NoteResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly reason: LeaseOverRefusal | MissionErased };

/** Result of writing records of workshops. `changedMeanwhile`: these records have another revision by now. */
export type DeviceRecordResult =
  | { readonly kind: 'saved' }
  | {
      readonly kind: 'refused';
      readonly reason:
        | LeaseOverRefusal
        | MissionErased
        | Extract<PermitRefusal, { kind: 'roleMayNotWrite' }>
        | { readonly kind: 'changedMeanwhile'; readonly ids: readonly DeviceRecordId[] };
    };

/** The mission was erased here meanwhile. */
interface MissionErased {
  readonly kind: 'missionErased';
}

/**
 * Content of a mission that exists nowhere else, as far as known. These are interview notes, records of workshops,
 * quarantined items, out-of-order packs, and changes that headquarters refuses.
 */
export interface DeviceOnlyContent {
  readonly notes: number;
  readonly records: number;
  readonly setAside: number;
}
