import { v4 } from 'uuid';
import { NoteId } from '#domain/interview/interview-note.ts';

/** By chance alone: headquarters hears of it when the note is erased, and it must not say when the note was made. */
export const newNoteId = (): NoteId => NoteId.parse(v4());
