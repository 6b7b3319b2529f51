import { expect, test } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import {
  isWorkbookFile,
  listLimits,
  sheetOfText,
  sheetsOfWorkbook,
} from '#domain/workshop/participant-import/import-sheets.ts';
import { xlsxOf, xlsxOfParts } from '#tests/support/files/xlsx.ts';

test('every sheet of a workbook is read, with any name', () => {
  const bytes = xlsxOf({ Participants: [['Name'], ['Amal']], Notes: [['x']] });
  expect(isWorkbookFile(bytes)).toBe(true);
  const sheets = sheetsOfWorkbook(bytes);
  expect(sheets.ok && sheets.value.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Participants', 2],
    ['Notes', 1],
  ]);
});

test('a formula gives its stored value, and its error an empty cell with the reason', () => {
  const sheets = sheetsOfWorkbook(
    xlsxOfParts({
      sheets: {
        List:
          '<row r="1"><c r="A1" t="str"><f>"Am"&amp;"al"</f><v>Amal</v></c></row>' +
          '<row r="2"><c r="A2" t="e"><f>B9</f><v>#REF!</v></c><c r="B2"><f>1+1</f></c><c r="C2" t="str"><v>x</v></c></row>',
      },
    }),
  );
  expect(sheets).toEqual(
    ok([
      {
        name: 'List',
        rows: [
          { row: 1, cells: ['Amal'] },
          { row: 2, cells: ['', '', 'x'] },
        ],
        unread: [
          { row: 2, column: 'A', kind: 'formulaError' },
          { row: 2, column: 'B', kind: 'notCalculated' },
        ],
      },
    ]),
  );
});

test('a damaged, an empty and a foreign file are refused with their reason', () => {
  expect(sheetsOfWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 9]))).toEqual(refuse({ kind: 'damaged' }));
  expect(sheetsOfWorkbook(xlsxOf({ List: [] }))).toEqual(refuse({ kind: 'empty' }));
  expect(sheetsOfWorkbook(new TextEncoder().encode('%PDF-1.7'))).toEqual(refuse({ kind: 'noList' }));
});

test('rows of a text keep their number in the file', () => {
  expect(sheetOfText('\ufeffName;Institution\n\nAmal;"X\nY"\nBela;Z\n')).toEqual(
    ok({
      name: '',
      unread: [],
      rows: [
        { row: 1, cells: ['Name', 'Institution'] },
        { row: 3, cells: ['Amal', 'X\nY'] },
        { row: 4, cells: ['Bela', 'Z'] },
      ],
    }),
  );
});

test('cells that a spreadsheet copied are separated by tabs and may hold commas', () => {
  const sheet = sheetOfText('Name, full\tInstitution\nHaddad, Amal\tX');
  expect(sheet.ok && sheet.value.rows.map(({ cells }) => cells)).toEqual([
    ['Name, full', 'Institution'],
    ['Haddad, Amal', 'X'],
  ]);
});

test('an empty text and an unclosed quote are refused', () => {
  expect(sheetOfText(' \n')).toEqual(refuse({ kind: 'empty' }));
  expect(sheetOfText('a,b\n"c')).toEqual(refuse({ kind: 'unclosedQuote', line: 2 }));
});

test('a list of more rows or cells than any workshop has is refused as too large', () => {
  const tooLarge = refuse({ kind: 'tooLarge' });
  const many = Array.from({ length: listLimits.rows + 1 }, () => ['x']);
  expect(sheetsOfWorkbook(xlsxOf({ List: many }))).toEqual(tooLarge);
  expect(sheetOfText('x\n'.repeat(listLimits.rows + 1))).toEqual(tooLarge);
  const wide = Array.from({ length: 300 }, () => Array.from({ length: 700 }, () => 'x'));
  expect(sheetsOfWorkbook(xlsxOf({ List: wide }))).toEqual(tooLarge);
});
