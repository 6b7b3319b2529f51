import { expect, test } from 'vitest';
import {
  excerptOf,
  foldSearchText,
  isOneErrorAway,
  loosened,
  matchText,
  parseSearchQuery,
} from '#domain/search/search-words.ts';

const marked = (text: string, typed: string): readonly string[] =>
  matchText(text, parseSearchQuery(typed)).ranges.map(({ from, to }) => text.slice(from, to));

test.each([
  ['enquête', 'enquete'],
  ['ŒUVRE', 'oeuvre'],
  ['Straße', 'strasse'],
  ['señor', 'senor'],
  ['учёт', 'учет'],
  ['أدلّة', 'ادله'],
  ['إجراءات', 'اجراءات'],
  ['آلية', 'اليه'],
  ['ٱلأدلة', 'الادله'],
  ['مستشفى', 'مستشفي'],
  ['مـــعـــمـــل', 'معمل'],
  ['مُخْتَبَر', 'مختبر'],
  ['٢٠٢٦', '2026'],
  ['۲۰۲۶', '2026'],
  ['Ｄ５', 'd5'],
])('%s is compared as %s', (written, folded) => {
  expect(foldSearchText(written)).toBe(folded);
});

test.each([
  ['A backlog of eight weeks', 'backl', 'backlog'],
  ['Le délai d’enquête', 'enquete', 'enquête'],
  ['Le délai d’enquête', "l'enquête", 'enquête'],
  ['Журнал учёта', 'учета', 'учёта'],
  ['тяжёлый случай', 'тяжелый', 'тяжёлый'],
  ['La investigación avanzó', 'investigacion', 'investigación'],
  ['قدّمت الشرطة طلباً نموذجياً', 'طلبا', 'طلباً'],
  ['قدّمت الشرطة طلباً', 'شرطه', 'الشرطة'],
  ['شرطة المدينة', 'الشرطة', 'شرطة'],
  ['وللمختبر أجهزة', 'مختبر', 'وللمختبر'],
  ['法医实验室积压八周', '积压', '积压'],
  ['法医实验室积压八周', '实验室', '实验室'],
  ['法医实验室积压八周', '压', '压'],
  ['实验室 积压', '积', '积'],
])('“%s” is found by “%s”, which marks “%s”', (text, typed, first) => {
  expect(marked(text, typed)[0]).toBe(first);
});

test('a Chinese pair is found only where its characters are neighbours', () => {
  expect(marked('实验和教室', '验室')).toEqual([]);
  expect(marked('实验室', '验室')).toEqual(['验室']);
});

test('a word in the middle of another is not found', () => {
  expect(marked('The catalogue', 'log')).toEqual([]);
});

test.each([
  ['bcklog', 'backlog'],
  ['bakclog', 'backlog'],
  ['backkog', 'backlog'],
  ['baccklog', 'backlog'],
  ['xacklog', 'backlog'],
  ['reques', 'request'],
])('%s is one error away from %s', (typed, term) => {
  expect(isOneErrorAway(typed, term)).toBe(true);
});

test.each([
  ['bcklg', 'backlog'],
  ['abcd', 'wxyz'],
  ['lab', 'lob'],
])('%s is not one error away from %s', (typed, term) => {
  expect(isOneErrorAway(typed, term)).toBe(false);
});

test('short words, numbers and Chinese pairs tolerate no error', () => {
  const queryWords = parseSearchQuery('lab 积压 case24998 request').map(loosened);
  expect(queryWords.map(({ isLoose }) => isLoose)).toEqual([false, false, false, true]);
});

test('of a repeated word and of many words, eight different ones count', () => {
  expect(parseSearchQuery('one One ONE')).toHaveLength(1);
  expect(parseSearchQuery('a b c d e f g h i j')).toHaveLength(8);
  expect(parseSearchQuery(' … “” ')).toEqual([]);
});

test('an excerpt begins shortly before the first match, at a word, in one line', () => {
  const text = `${'The police said a lot about this.\n'.repeat(8)}Then the backlog grew to eight weeks. ${'And so on. '.repeat(30)}`;
  const excerptParts = excerptOf(text, matchText(text, parseSearchQuery('backlog weeks')).ranges);
  const whole = excerptParts.map(({ text: part }) => part).join('');
  expect(whole).toMatch(/^…(?:police|said|lot|about|this|The|a)\b/);
  expect(whole).toMatch(/…$/);
  expect(whole).not.toContain('\n');
  expect(whole.length).toBeLessThan(180);
  expect(excerptParts.filter(({ isMatch }) => isMatch).map(({ text: part }) => part)).toEqual([
    'backlog',
    'weeks',
  ]);
});

test('a short text is its own excerpt', () => {
  expect(excerptOf('No backlog.', [{ from: 3, to: 10 }])).toEqual([
    { text: 'No ', isMatch: false },
    { text: 'backlog', isMatch: true },
    { text: '.', isMatch: false },
  ]);
});
