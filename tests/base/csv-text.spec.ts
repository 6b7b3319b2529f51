import { expect, test } from 'vitest';
import { csvText } from '#base/csv-text.ts';

const lines = (text: string): readonly string[] => text.replace('\uFEFF', '').split('\r\n');

test('a CSV file for spreadsheets in any script is marked UTF-8, with CR LF lines', () => {
  expect(csvText([['المقر', 1]])).toBe('\uFEFFالمقر,1\r\n');
});

test('commas, quotes and line breaks stay in their cell', () => {
  expect(lines(csvText([['a,b', 'say "no"', 'two\nlines', '']]))[0]).toBe('"a,b","say ""no""","two\nlines",');
});

test.each([
  '=1+1',
  '+49 1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1+1',
  '\u200E=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
])('[security 9] %j is not run as a formula', (value) => {
  expect(csvText([[value]])).toContain(`'${value}`);
});

test('[security 9] numbers of ours stay numbers, and harmless words stay as they are', () => {
  expect(lines(csvText([[-5, 'a-b', 'e=mc2']]))[0]).toBe('-5,a-b,e=mc2');
});
