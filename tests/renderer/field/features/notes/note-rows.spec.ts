import { expect, test } from 'vitest';
import { InterviewNoteId } from '#domain/interview/interview-note.ts';
import { noteRowsOf } from '#renderer/field/features/notes/note-rows.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';

test('[A1] the list of interview notes shows the present name of each institution', () => {
  const line = {
    id: InterviewNoteId.parse('0192d3c0-0000-7000-8000-000000000001'),
    institution: 'Old court',
    function: 'Judge',
    date: null,
    excerpt: '',
    links: [],
    changedAtMs: 1,
    dueAtMs: null,
  };
  const noteRows = noteRowsOf(aLog(), [line, { ...line, institution: 'Port' }], (logId, recordFacts) =>
    logId === aLog() && recordFacts['institution/name'] === 'Old court' ? 'New court' : 'Port',
  );
  expect(noteRows.map(({ institution }) => institution)).toEqual(['New court', 'Port']);
});
