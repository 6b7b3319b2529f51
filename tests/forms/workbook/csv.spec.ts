import { expect, test } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import { parseCsv } from '#forms/workbook/csv.ts';

test('quotes, quoted line breaks, CRLF and a byte order mark follow RFC 4180', () => {
  expect(parseCsv('\ufeffname,label\r\na,"A ""great""\r\nplace"\r\n\r\nb,B')).toEqual(
    ok({
      columns: ['name', 'label'],
      rows: [
        ['a', 'A "great"\r\nplace'],
        ['b', 'B'],
      ],
    }),
  );
});

test('semicolons and tabs are forgiven when the first line has no comma', () => {
  expect(parseCsv('name;label\na;"x;y, z"')).toEqual(
    ok({ columns: ['name', 'label'], rows: [['a', 'x;y, z']] }),
  );
  expect(parseCsv('name\tlabel\na\tb,c')).toEqual(ok({ columns: ['name', 'label'], rows: [['a', 'b,c']] }));
});

test('short rows are filled, and cells without a column are left out', () => {
  expect(parseCsv('a,b\n1\n1,2,3\n,')).toEqual(
    ok({
      columns: ['a', 'b'],
      rows: [
        ['1', ''],
        ['1', '2'],
      ],
    }),
  );
});

test('a quote without an end is refused with its line', () => {
  expect(parseCsv('a,b\n1,2\n"x,3\n')).toEqual(refuse({ kind: 'unclosedQuote', line: 3 }));
});
