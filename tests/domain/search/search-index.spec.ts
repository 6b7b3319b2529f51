import { expect, test } from 'vitest';
import { SearchIndex } from '#domain/search/search-index.ts';
import { parseSearchQuery } from '#domain/search/search-words.ts';

function anIndex(records: Readonly<Record<string, readonly string[]>>): SearchIndex {
  const searchIndex = new SearchIndex();
  Object.entries(records).forEach(([key, texts], at) => searchIndex.set(key, texts, at));
  return searchIndex;
}

const find = (searchIndex: SearchIndex, typed: string, limit = 10): readonly string[] =>
  searchIndex.find(parseSearchQuery(typed), limit).keys;

test('each letter of a word narrows the records', () => {
  const searchIndex = anIndex({ a: ['backlog'], b: ['back office'], c: ['bank'] });
  expect(find(searchIndex, 'b')).toEqual(['c', 'b', 'a']);
  expect(find(searchIndex, 'back')).toEqual(['b', 'a']);
  expect(find(searchIndex, 'backl')).toEqual(['a']);
  expect(find(searchIndex, 'backlogs')).toEqual(['a']);
  expect(find(searchIndex, 'backlight')).toEqual([]);
});

test('a record has all words, and one with all in one text comes first', () => {
  const searchIndex = anIndex({
    apart: ['National police', 'a backlog'],
    near: ['a backlog at the police'],
    newer: ['police'],
    newest: ['police', 'backlog'],
  });
  expect(find(searchIndex, 'police backlog')).toEqual(['near', 'newest', 'apart']);
});

test('a whole word comes before the beginning of a longer one', () => {
  const searchIndex = anIndex({ whole: ['the request'], longer: ['requesting'] });
  expect(find(searchIndex, 'request')).toEqual(['whole', 'longer']);
});

test('a typing error is tolerated only where nothing else is found', () => {
  const searchIndex = anIndex({ a: ['request for assistance'], b: ['bequest'] });
  expect(find(searchIndex, 'requset')).toEqual(['a']);
  expect(find(searchIndex, 'request')).toEqual(['a']);
  expect(find(searchIndex, 'requset assistance')).toEqual(['a']);
});

test('one error is tolerated at any place of a word', () => {
  const searchIndex = anIndex({ a: ['laboratory'], b: ['unrelated'] });
  const withErrors = [
    'xaboratory',
    'aboratory',
    'xlaboratory',
    'alboratory',
    'lxboratory',
    'labratory',
    'laborattory',
    'laboratroy',
    'laboratorx',
  ];
  expect(withErrors.filter((typed) => find(searchIndex, typed)[0] !== 'a')).toEqual([]);
  expect(find(searchIndex, 'xlabratory')).toEqual([]);
});

test('the error is looked for in the unknown word first, and in the others where nothing has both', () => {
  const searchIndex = anIndex({
    a: ['budget line'],
    b: ['budget lime'],
    c: ['police'],
    d: ['polite request'],
  });
  expect(find(searchIndex, 'bugdet line')).toEqual(['a']);
  expect(find(searchIndex, 'police requset')).toEqual(['d']);
});

test('the best few of many are in order', () => {
  const many = Array.from({ length: 50 }, (_, at) => [`r${at}`, [at % 7 === 0 ? 'word' : 'words']] as const);
  expect(find(anIndex(Object.fromEntries(many)), 'word', 4)).toEqual(['r49', 'r42', 'r35', 'r28']);
});

test('the number of all records is told beyond the limit', () => {
  const searchIndex = anIndex({ a: ['word'], b: ['word'], c: ['word'] });
  expect(searchIndex.find(parseSearchQuery('word'), 2)).toMatchObject({ keys: ['c', 'b'], total: 3 });
});

test('nothing is found for no words', () => {
  expect(find(anIndex({ a: ['word'] }), ' . ')).toEqual([]);
});

test('a replaced record is found by its new texts alone', () => {
  const searchIndex = anIndex({ a: ['old words'], b: ['others'] });
  searchIndex.set('a', ['new words'], 5);
  expect(find(searchIndex, 'old')).toEqual([]);
  expect(find(searchIndex, 'new')).toEqual(['a']);
  expect(searchIndex.size).toBe(2);
});

test('a deleted record is not found, and its number serves the next one', () => {
  const searchIndex = anIndex({ a: ['secret'], b: ['others'] });
  searchIndex.delete('a');
  searchIndex.delete('unknown');
  searchIndex.set('c', ['new'], 9);
  expect([find(searchIndex, 'secret'), find(searchIndex, 'new'), searchIndex.keys()]).toEqual([
    [],
    ['c'],
    ['b', 'c'],
  ]);
});

test('after so many changes that it is compacted, the index finds the same', () => {
  const searchIndex = anIndex({ a: ['alpha stays', 'and more'], b: ['beta goes'], empty: [] });
  for (let at = 0; at < 25_000; at++) searchIndex.set('c', [`gamma number${at}`], at);
  searchIndex.delete('b');
  for (let at = 0; at < 25_000; at++) searchIndex.set('d', [`delta ${at % 7}`, ''], at);
  expect(find(searchIndex, 'alpha more')).toEqual(['a']);
  expect(find(searchIndex, 'beta')).toEqual([]);
  expect(find(searchIndex, 'number24999')).toEqual(['c']);
  expect(find(searchIndex, 'number24998')).toEqual([]);
  expect(find(searchIndex, 'delta')).toEqual(['d']);
});
