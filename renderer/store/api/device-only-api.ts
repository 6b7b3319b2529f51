import type { TextDraftId, TextDraftInput } from '#domain/draft/text-draft.ts';
import type {
  InterviewNote,
  InterviewNoteId,
  NoteDraft,
  NoteLink,
} from '#domain/interview/interview-note.ts';
import type { PermitRefusal } from '#domain/kinds/permit.ts';
import type { DeviceRecordDraft, DeviceRecordId } from '#domain/workshop/device-record.ts';
import type { WriteOptions } from './store-api.ts';

/** Part of the store's port for content that stays on this laptop (docs/requirements.md E). */
export interface DeviceOnlyApi {
  /** Save a whole interview note; it stays on this laptop (docs/requirements.md E). */
  saveNote(noteDraft: NoteDraft): Promise<NoteResult>;
  /** Erase an interview note permanently, here and in the journal. */
  eraseNote(interviewNoteId: InterviewNoteId): Promise<void>;
  /**
   * Save records of workshops; they stay on this laptop (docs/requirements.md E). All are saved, or none. Each names the
   * revision that the person saw; a new one names none.
   */
  saveDeviceRecords(
    deviceRecordDrafts: readonly DeviceRecordDraft[],
    recordOptions?: DeviceRecordOptions,
  ): Promise<DeviceRecordResult>;
  /** Erase records of workshops permanently, here and in the journal. */
  eraseDeviceRecords(
    deviceRecordIds: readonly DeviceRecordId[],
    recordOptions?: DeviceRecordOptions,
  ): Promise<void>;
  /** Save a text that is in no record yet, until the person decides; it stays on this laptop. */
  saveTextDraft(draftInput: TextDraftInput): Promise<NoteResult>;
  /** Forget drafts: their texts are saved in a record by now, or the person discarded them. */
  eraseTextDrafts(textDraftIds: readonly TextDraftId[]): Promise<void>;
}

/** `isOwnAct`: false for an act of a participant at the kiosk, and for a write that takes back a half of another. */
export type DeviceRecordOptions = Pick<WriteOptions, 'isOwnAct'>;

/** Result of writing an interview note, or a draft of a text. */
export type NoteResult =
  | { readonly kind: 'saved' }
  | { readonly kind: 'refused'; readonly reason: MissionErased };

/** Result of writing records of workshops. `changedMeanwhile`: these records have another revision by now. */
export type DeviceRecordResult =
  | { readonly kind: 'saved' }
  | {
      readonly kind: 'refused';
      readonly reason:
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
 * drafts of texts, quarantined items, out-of-order packs, and changes that headquarters refuses.
 */
export interface DeviceOnlyContent {
  readonly notes: number;
  readonly records: number;
  /** Texts that are in no record yet. */
  readonly drafts: number;
  readonly setAside: number;
}

/** Tables of rows that stay on this laptop, with the primary key `id` and an index `log`. */
export const deviceOnlyTableNames = ['notes', 'deviceRecords', 'drafts'] as const;
export type DeviceOnlyTableName = (typeof deviceOnlyTableNames)[number];

/** Interview note as the list shows it. */
export interface NoteLine {
  readonly id: InterviewNoteId;
  readonly institution: string;
  readonly function: string;
  readonly date: string | null;
  /** Beginning of the note; for a search, the text around the first word found. */
  readonly excerpt: string;
  readonly links: readonly NoteLink[];
  readonly changedAtMs: number;
  /** Time when the retention clock erases it; null while unknown. */
  readonly dueAtMs: number | null;
}

export interface NoteQueryResult {
  readonly note: InterviewNote;
  readonly dueAtMs: number | null;
}
