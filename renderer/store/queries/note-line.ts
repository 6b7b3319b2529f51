import type { InterviewNote, InterviewNoteId, NoteLink } from '#domain/interview/interview-note.ts';

/** An interview note as the list shows it. */
export interface NoteLine {
  readonly id: InterviewNoteId;
  readonly institution: string;
  readonly function: string;
  readonly date: string | null;
  /** How it begins; with words that were looked for, from around the first of them. */
  readonly excerpt: string;
  readonly links: readonly NoteLink[];
  readonly changedAtMs: number;
  /** When the retention clock erases it; null while that is not known. */
  readonly dueAtMs: number | null;
}

export interface NoteAnswer {
  readonly note: InterviewNote;
  readonly dueAtMs: number | null;
}
