import { expect, test } from 'vitest';
import { prepareNote, searchNotes } from '#domain/workshop/search-notes.ts';

const notes = [
  { id: 'n1', text: 'The Ministère circulates the draft decree.' },
  { id: 'n2', text: 'Draft of one list of forms.' },
  { id: 'n3', text: 'جهة الاتّصال في الوزارة' },
].map(prepareNote);

const idsFor = (typed: string): readonly string[] => searchNotes(notes, typed).map(({ note }) => note.id);

test('[C6] a search finds the notes with all typed words, in their order', () => {
  expect(idsFor('draft')).toEqual(['n1', 'n2']);
  expect(idsFor('forms draft')).toEqual(['n2']);
  expect(idsFor('nowhere')).toEqual([]);
});

test('[C6] a search ignores case, accents and vowel marks', () => {
  expect(searchNotes(notes, 'MINISTERE')[0]?.match).toBe('Ministère');
  expect(searchNotes(notes, 'الاتصال')[0]?.match).toBe('الاتّصال');
});

test('[C6] a search without words finds nothing', () => {
  expect(idsFor('  ')).toEqual([]);
});

test('[C6] a match in a long text is cut between words', () => {
  const long = prepareNote({ id: 'n4', text: `${'before '.repeat(40)}needle${' after'.repeat(40)}` });
  const [foundNote] = searchNotes([long], 'needle');
  expect(foundNote?.before).toMatch(/^…(?:before )+$/);
  expect(foundNote?.after).toMatch(/^(?: after)+…$/);
});
