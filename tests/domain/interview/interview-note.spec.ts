import { expect, test } from 'vitest';
import { noteDueAtMs, noteRetentionEvents } from '#domain/interview/interview-note.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const note = { links: [] };
const final = { doc: aDoc(1), finalOn: '2026-03-01' };
const open = { doc: aDoc(2), finalOn: null };
const programmeEnd = Date.UTC(2027, 5, 30);

test('[E] periods of a note run from the last final report and programme end, once known', () => {
  expect(noteRetentionEvents(note, [final, open], null)).toEqual({});
  expect(noteRetentionEvents(note, [final, open], programmeEnd)).toEqual({ programmeEnd });
  expect(noteRetentionEvents(note, [final], programmeEnd)).toEqual({
    finalReport: Date.UTC(2026, 2, 1),
    programmeEnd,
  });
});

test('[E] a note is due twelve months after the final report, never by programme end alone', () => {
  expect(noteDueAtMs(note, [final], programmeEnd)).toBe(Date.UTC(2027, 2, 1));
  expect(noteDueAtMs(note, [open], programmeEnd)).toBeNull();
});
