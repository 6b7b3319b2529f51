import { v4 } from 'uuid';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';

/** By chance alone: headquarters hears of it when the note is erased, and it must not say when the note was made. */
export const createNoteId = (): InterviewNoteId => InterviewNoteId.parse(v4());
