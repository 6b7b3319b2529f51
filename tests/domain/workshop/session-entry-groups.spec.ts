import { expect, test } from 'vitest';
import {
  decideNewEntry,
  filterEntries,
  groupEntries,
  type SessionEntry,
  SessionEntryType,
  tagsOf,
} from '#domain/workshop/session-entry.ts';

const entry = (id: string, parts: Partial<SessionEntry> = {}): SessionEntry => ({
  id,
  session: '',
  type: 'key-point',
  text: id,
  speaker: '',
  institution: '',
  institutionType: '',
  owner: '',
  due: null,
  tags: [],
  about: [],
  mark: 'C',
  planItem: null,
  order: 'a0',
  ...parts,
});
const three = [
  entry('e1', { session: 's2', type: 'risk', tags: ['law'] }),
  entry('e2', { session: 'gone' }),
  entry('e3', { session: 's1', tags: ['law', 'funds'] }),
];

const groupsBy = (by: 'session' | 'type') =>
  groupEntries(three, by, ['s1', 's2']).map(({ key, entries }) => [key, ...entries.map(({ id }) => id)]);

test('[C6] notes are grouped in the order of the agenda, those of a removed session first', () => {
  expect(groupsBy('session')).toEqual([
    ['', 'e2'],
    ['s1', 'e3'],
    ['s2', 'e1'],
  ]);
});

test('[C6] notes are grouped by type in the order of the types', () => {
  expect(groupsBy('type')).toEqual([
    ['key-point', 'e2', 'e3'],
    ['risk', 'e1'],
  ]);
});

test('[C6] a filter limits notes by session, type and tag', () => {
  const ids = (entryFilter: Parameters<typeof filterEntries>[1]) =>
    filterEntries(three, entryFilter).map(({ id }) => id);
  expect(ids({ session: 's2', type: null, tag: null })).toEqual(['e1']);
  expect(ids({ session: null, type: 'risk', tag: null })).toEqual(['e1']);
  expect(ids({ session: null, type: null, tag: 'law' })).toEqual(['e1', 'e3']);
});

test('[C6] each tag of notes is listed once', () => {
  expect(tagsOf(three)).toEqual(['funds', 'law']);
});

test('[C6] a note needs words, and a risk needs a confidentiality', () => {
  const draft = { session: 's1', type: 'risk', text: ' No budget ', mark: null } as const;
  expect(decideNewEntry([], 'e9', draft)).toBeNull();
  expect(decideNewEntry([], 'e9', { ...draft, text: ' ', mark: 'SC' })).toBeNull();
  const pathValues = decideNewEntry([], 'e9', { ...draft, mark: 'SC' });
  expect(pathValues).toContainEqual({ path: 'entries/e9/mark', value: 'SC' });
  expect(pathValues).toContainEqual({ path: 'entries/e9/text', value: 'No budget' });
});

test.each(SessionEntryType.options.filter((type) => type !== 'risk'))(
  '[C6] a note of type %s has no confidentiality of its own at first',
  (type) => {
    const pathValues = decideNewEntry([], 'e9', { session: '', type, text: 'Words', mark: null });
    expect(pathValues?.map(({ path }) => path)).not.toContain('entries/e9/mark');
  },
);
