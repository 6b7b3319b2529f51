import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWorkbook, sniffFileKind } from '#forms/workbook/read-workbook.ts';
import type { Workbook } from '#forms/workbook/workbook.ts';
import { xlsxOf, xlsxOfParts } from '#tests/support/files/xlsx.ts';

const forms = path.join(import.meta.dirname, '../../data/forms/xlsform');
const fixture = (name: string): Workbook =>
  readWorkbook(new Uint8Array(fs.readFileSync(path.join(forms, name))), name);
const cells = (workbook: Workbook, sheet = 'survey'): readonly (readonly string[])[] =>
  workbook.sheets.find(({ name }) => name === sheet)?.rows.map((row) => row.cells) ?? [];

describe('an .xlsx', () => {
  test('gives its texts, shared, in runs of different looks, and written in the cell itself', () => {
    const workbook = readWorkbook(
      xlsxOfParts({
        strings:
          '<si><t>shared</t></si><si><r><t>two </t></r><r><t xml:space="preserve">runs</t></r><rPh><t>reading</t></rPh></si>',
        sheets: {
          survey:
            '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="4"><c r="B4" t="inlineStr"><is><t>a_x000D_&amp;b</t></is></c></row>',
        },
      }),
      'form.xlsx',
    );
    expect(workbook.diagnostics).toEqual([]);
    expect(workbook.sheets[0]?.rows).toEqual([
      { row: 1, cells: ['shared', '', 'two runs'] },
      { row: 4, cells: ['', 'a&b'] },
    ]);
  });

  test('gives numbers as authors read them, and dates by the format of their cell', () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[Red]0.0&quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs>';
    const row =
      '<c><v>3</v></c><c><v>18.31</v></c><c><v>0.00001</v></c><c s="1"><v>40344</v></c><c s="2"><v>1</v></c><c s="3"><v>2.5</v></c><c s="4"><v>0.395833333333333</v></c><c t="b"><v>1</v></c><c t="d"><v>2026-03-01</v></c><c><v>1E+15</v></c>';
    const workbook = readWorkbook(xlsxOfParts({ styles, sheets: { survey: `<row>${row}</row>` } }), 'f.xlsx');
    expect(cells(workbook)).toEqual([
      [
        '3',
        '18.31',
        '1e-05',
        '2010-06-15 00:00:00',
        '1900-01-01 00:00:00',
        '2.5',
        '09:30:00',
        'TRUE',
        '2026-03-01 00:00:00',
        '1000000000000000',
      ],
    ]);
  });

  test('counts days from 1904 when the workbook says so', () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const parts = {
      styles,
      workbookPr: '<workbookPr date1904="1"/>',
      sheets: { survey: '<row><c s="0"><v>0</v></c></row>' },
    };
    expect(cells(readWorkbook(xlsxOfParts(parts), 'f.xlsx'))).toEqual([['1904-01-01 00:00:00']]);
  });

  test('names the cell of an error and of a formula without its result', () => {
    const workbook = readWorkbook(
      xlsxOfParts({
        sheets: { survey: '<row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><f>1+1</f></c></row>' },
      }),
      'f.xlsx',
    );
    expect(workbook.diagnostics.map(({ code, row, column }) => ({ code, row, column }))).toEqual([
      { code: 'cell.error', row: 2, column: 'B' },
      { code: 'cell.notCalculated', row: 2, column: 'C' },
    ]);
  });

  test('is recognized by its bytes, not its name; other sheets are named but not read', () => {
    const bytes = xlsxOf({ survey: [['type']], notes: [['mine']] });
    expect(sniffFileKind(bytes)).toBe('zip');
    const workbook = readWorkbook(bytes, 'form.xls');
    expect(workbook.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['survey', 1],
      ['notes', 0],
    ]);
  });
});

describe('an .xls', () => {
  test.each(['group', 'text_and_integer', 'case_insensitivity'])(
    'of the form %s has the same cells as its .xlsx',
    (form) => {
      const old = fixture(`pyxform__tests_example_xls_${form}.xls`);
      const currentWorkbook = fixture(`pyxform__tests_example_xls_${form}.xlsx`);
      expect(old.diagnostics).toEqual([]);
      const filled = (workbook: Workbook) =>
        workbook.sheets.map(({ name, rows }) => [
          name,
          rows.map((row) => row.cells.map((cell) => cell.trim())),
        ]);
      expect(filled(old)).toEqual(filled(currentWorkbook));
    },
  );

  test('gives times and dates by the format of their cells', () => {
    expect(cells(fixture('pyxform__tests_example_xls_default_time_demo.xls')).at(-1)).toContain('09:30:00');
    expect(cells(fixture('pyxform__tests_example_xls_repeat_date_test.xls')).flat()).toContain(
      '2012-12-12 00:00:00',
    );
  });

  test('that is cut off anywhere is refused or read, and never throws', () => {
    const whole = new Uint8Array(fs.readFileSync(path.join(forms, 'pyxform__tests_example_xls_group.xls')));
    for (let end = 0; end < whole.length; end += 37) {
      const { sheets, diagnostics } = readWorkbook(whole.subarray(0, end), 'f.xls');
      expect(sheets.length > 0 || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    }
  });
});

test('a file that is no workbook is refused with the next step', () => {
  expect(readWorkbook(new TextEncoder().encode('type,name\n'), 'form.csv').diagnostics).toEqual([
    {
      severity: 'error',
      code: 'workbook.unknown',
      message: 'form.csv is no Excel workbook. Save the form as .xlsx and try again.',
    },
  ]);
});

test('an element with very many attributes is refused before all of them are kept', () => {
  const withAttributes = (count: number) => {
    const attributes = Array.from({ length: count }, (_, at) => `a${at}=""`).join(' ');
    const row = `<row r="1" ${attributes}><c r="A1" t="str"><v>type</v></c></row>`;
    return readWorkbook(xlsxOfParts({ sheets: { survey: row } }), 'f.xlsx');
  };
  expect(withAttributes(200).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(withAttributes(300).diagnostics.map(({ severity }) => severity)).toContain('error');
});
