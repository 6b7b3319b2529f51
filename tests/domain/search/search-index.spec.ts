import { expect, test } from 'vitest';
import { SearchIndex } from '#domain/search/search-index.ts';
import { parseSearchQuery } from '#domain/search/search-words.ts';

function anIndex(records: Readonly<Record<string, readonly string[]>>): SearchIndex {
  const index = new SearchIndex();
  Object.entries(records).forEach(([key, texts], at) => index.set(key, texts, at));
  return index;
}

const find = (index: SearchIndex, typed: string, limit = 10): readonly string[] =>
  index.find(parseSearchQuery(typed), limit).keys;

test('each letter of a word narrows the records', () => {
  const index = anIndex({ a: ['backlog'], b: ['back office'], c: ['bank'] });
  expect(find(index, 'b')).toEqual(['c', 'b', 'a']);
  expect(find(index, 'back')).toEqual(['b', 'a']);
  expect(find(index, 'backl')).toEqual(['a']);
  expect(find(index, 'backlogs')).toEqual(['a']);
  expect(find(index, 'backlight')).toEqual([]);
});

test('a record has all words, and one with all in one text comes first', () => {
  const index = anIndex({
    apart: ['National police', 'a backlog'],
    near: ['a backlog at the police'],
    newer: ['police'],
    newest: ['police', 'backlog'],
  });
  expect(find(index, 'police backlog')).toEqual(['near', 'newest', 'apart']);
});

test('a whole word comes before the beginning of a longer one', () => {
  const index = anIndex({ whole: ['the request'], longer: ['requesting'] });
  expect(find(index, 'request')).toEqual(['whole', 'longer']);
});

test('a typing error is tolerated only where nothing else is found', () => {
  const index = anIndex({ a: ['request for assistance'], b: ['bequest'] });
  expect(find(index, 'requset')).toEqual(['a']);
  expect(find(index, 'request')).toEqual(['a']);
  expect(find(index, 'requset assistance')).toEqual(['a']);
});

test('one error is tolerated at any place of a word', () => {
  const index = anIndex({ a: ['laboratory'], b: ['unrelated'] });
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
  expect(withErrors.filter((typed) => find(index, typed)[0] !== 'a')).toEqual([]);
  expect(find(index, 'xlabratory')).toEqual([]);
});

test('the error is looked for in the unknown word first, and in the others where nothing has both', () => {
  const index = anIndex({ a: ['budget line'], b: ['budget lime'], c: ['police'], d: ['polite request'] });
  expect(find(index, 'bugdet line')).toEqual(['a']);
  expect(find(index, 'police requset')).toEqual(['d']);
});

test('the best few of many are in order', () => {
  const many = Array.from({ length: 50 }, (_, at) => [`r${at}`, [at % 7 === 0 ? 'word' : 'words']] as const);
  expect(find(anIndex(Object.fromEntries(many)), 'word', 4)).toEqual(['r49', 'r42', 'r35', 'r28']);
});

test('the number of all records is told beyond the limit', () => {
  const index = anIndex({ a: ['word'], b: ['word'], c: ['word'] });
  expect(index.find(parseSearchQuery('word'), 2)).toMatchObject({ keys: ['c', 'b'], total: 3 });
});

test('nothing is found for no words', () => {
  expect(find(anIndex({ a: ['word'] }), ' . ')).toEqual([]);
});

test('a replaced record is found by its new texts alone', () => {
  const index = anIndex({ a: ['old words'], b: ['others'] });
  index.set('a', ['new words'], 5);
  expect(find(index, 'old')).toEqual([]);
  expect(find(index, 'new')).toEqual(['a']);
  expect(index.size).toBe(2);
});

test('a deleted record is not found, and its number serves the next one', () => {
  const index = anIndex({ a: ['secret'], b: ['others'] });
  index.delete('a');
  index.delete('unknown');
  index.set('c', ['new'], 9);
  expect([find(index, 'secret'), find(index, 'new'), index.keys()]).toEqual([[], ['c'], ['b', 'c']]);
});

test('after so many changes that it is compacted, the index finds the same', () => {
  const index = anIndex({ a: ['alpha stays', 'and more'], b: ['beta goes'], empty: [] });
  for (let at = 0; at < 25_000; at++) index.set('c', [`gamma number${at}`], at);
  index.delete('b');
  for (let at = 0; at < 25_000; at++) index.set('d', [`delta ${at % 7}`, ''], at);
  expect(find(index, 'alpha more')).toEqual(['a']);
  expect(find(index, 'beta')).toEqual([]);
  expect(find(index, 'number24999')).toEqual(['c']);
  expect(find(index, 'number24998')).toEqual([]);
  expect(find(index, 'delta')).toEqual(['d']);
});
