import { v4 } from 'uuid';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';

/** Random: headquarters learns the id when the note is erased, and it must not say when the note was made. */
export const createNoteId = (): InterviewNoteId => InterviewNoteId.parse(v4());
