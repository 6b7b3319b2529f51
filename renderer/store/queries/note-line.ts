import type { InterviewNote, InterviewNoteId, NoteLink } from '#domain/interview/interview-note.ts';

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

export interface NoteAnswer {
  readonly note: InterviewNote;
  readonly dueAtMs: number | null;
}
