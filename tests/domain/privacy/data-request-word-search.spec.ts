import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import { Document } from '#domain/document/document.ts';
import { DocumentId } from '#domain/ids.ts';
import { createWordMatcher, findMatchingFields, SearchWords } from '#domain/privacy/find-matching-fields.ts';

const doc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');
const dot = `${'a'.repeat(32)}.1`;
const head = (value: unknown, atMs = 1_000) => ({ dot, stamp: [atMs, 0], value });
const aDocument = (registers: object): Document => Document.parse({ doc, kind: 'workshop', registers });
const pathsOf = (document: Document, words: string) =>
  findMatchingFields(document, createWordMatcher(words)).map(({ path }) => path);

/** Notes as an editor writes them: `Amina` is marked in its middle. */
function notes(): string {
  const document = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  document.getXmlFragment('default').insert(0, [paragraph]);
  paragraph.insert(0, [text]);
  text.insert(0, 'asked by Ami');
  text.insert(12, 'na', { bold: true });
  return encodeBase64(Y.encodeStateAsUpdate(document));
}

test.each([
  ['another case', 'Amina Diallo', 'amina DIALLO'],
  ['accents', 'Chloé', 'Chloe'],
  ['vowel marks', 'مُحَمَّد', 'محمد'],
  ['what is written in one with it', 'ومحمد', 'محمد'],
  ['more room between the words', 'Amina\n  Diallo', 'Amina Diallo'],
  ['a part of a longer word', 'amina.diallo@example.org', 'diallo'],
  ['a number that is no text', 4_812_345, '8123'],
])('[E8] words are found in spite of %s', (_what, value, words) => {
  expect(createWordMatcher(words)(value)).toBe(true);
});

test('[E8] search words are found in nested values, conflicting values, texts and paths, and nowhere else', () => {
  const document = aDocument({
    title: { heads: [head('A workshop')] },
    'sessions/s1/output': { heads: [head({ list: [{ by: 'Amina' }] })] },
    'sessions/s1/title': {
      heads: [head('Opening'), { ...head('Amina speaks', 5_000), dot: `${'b'.repeat(32)}.1` }],
    },
    'sessions/s1/notes': { heads: [], text: notes() },
    'attendance/amina-7/b1': { heads: [head(true)] },
    from: { heads: [head('2026-11-24')] },
  });
  expect(pathsOf(document, 'Amina').toSorted()).toEqual([
    'attendance/amina-7/b1',
    'sessions/s1/notes',
    'sessions/s1/output',
    'sessions/s1/title',
  ]);
  expect(pathsOf(document, 'Bintou')).toEqual([]);
});

test('[E8] each place has its day; a text of many hands has none', () => {
  const document = aDocument({
    title: { heads: [head('Amina', 7_000)] },
    'sessions/s1/notes': { heads: [], text: notes() },
  });
  expect(findMatchingFields(document, createWordMatcher('Amina'))).toEqual([
    { path: 'title', atMs: 7_000 },
    { path: 'sessions/s1/notes', atMs: null },
  ]);
});

test.each(['', '  a ', 'a.b', '--- '])('[E8] fewer than three letters are not looked for: “%s”', (words) => {
  expect(SearchWords.safeParse(words).success).toBe(false);
});

test.each([
  [['a text', 'Amina'], true],
  [{ first: 'a text', second: 'Amina' }, true],
  [{ 'amina-7': true }, true],
  [{ first: null, second: [false, 7] }, false],
  [null, false],
])('[E8] words are found beside others in %j: %j', (value, isFound) => {
  expect(createWordMatcher(' Amina ')(value)).toBe(isFound);
});

test('[E8] the id of a session is no code of a person', () => {
  const registers = { 'sessions/amina-7/notes': { heads: [], text: notes() } };
  expect(pathsOf(aDocument(registers), 'amina-7')).toEqual([]);
});

test.each([
  ['  abc ', 'abc'],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['x'.repeat(201), undefined],
])('[E8] search words have a bound and no space around them: “%s”', (words, parsed) => {
  expect(SearchWords.safeParse(words).data).toBe(parsed);
});

test('[E8] a search finds words of people, and no status, rating or day', () => {
  const document = Document.parse({
    doc,
    kind: 'assessment',
    registers: {
      title: { heads: [head('The laboratory declined')] },
      status: { heads: [head('declined')] },
      'answers/D5.4/state': { heads: [head('declined')] },
      'answers/D5.4/rationale': { heads: [head('The head declined')] },
    },
  });
  expect(pathsOf(document, 'declined').toSorted()).toEqual(['answers/D5.4/rationale', 'title']);
  expect(pathsOf(document, 'D5.4')).toEqual([]);
});
