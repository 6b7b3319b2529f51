import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { readWorkbook } from '#forms/workbook/read-workbook.ts';
import type { Workbook } from '#forms/workbook/workbook.ts';
import { workbookOfSheets as exportedBook, exportXlsForm } from '#forms/xlsform/export-xlsform.ts';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';
import { PyxformCase } from '#tests/conformance/xlsform/pyxform-cases.ts';
import { workbookOf, workbookOfRows } from '#tests/support/files/markdown-sheets.ts';

const forms = path.join(import.meta.dirname, '../../data/forms');

const textOf = (instrument: Instrument | null): string =>
  canonicalJson(JSON.parse(JSON.stringify(instrument)) as JsonValue);

/** Export and import a form; null for one that cannot be imported at all. */
function comesBack(workbook: Workbook, file: string): boolean | null {
  const { instrument } = importXlsForm(workbook, { file });
  if (!instrument) return null;
  const { sheets, files } = exportXlsForm(instrument);
  const again = importXlsForm(exportedBook(sheets), { file, csv: files }).instrument;
  expect(textOf(again)).toBe(textOf(Instrument.parse(instrument)));
  return true;
}

test('every workbook of the field that is accepted comes back as it was', () => {
  const names = fs.readdirSync(path.join(forms, 'xlsform')).filter((name) => /\.xlsx?$/.test(name));
  const books = names.map((name) =>
    comesBack(readWorkbook(new Uint8Array(fs.readFileSync(path.join(forms, 'xlsform', name))), name), name),
  );
  expect(books.filter(Boolean).length).toBeGreaterThan(25);
});

test('so do the forms of the tests of pyxform, each third of them', () => {
  const text = fs.readFileSync(path.join(forms, 'conformance/pyxform-cases.json'), 'utf8');
  const pyxformCases = z.array(PyxformCase).parse(JSON.parse(text));
  const back = pyxformCases
    .filter((_, at) => at % 3 === 0)
    .map(({ md, sheets, name }) =>
      comesBack(md ? workbookOf(md) : workbookOfRows(sheets ?? {}), `${name}.xlsx`),
    );
  expect(back.filter(Boolean).length).toBeGreaterThan(150);
});

test('forms with file search or choices from a repeat are equal after export and import', () => {
  const searching = `
    | survey |
    | | type | name | label | appearance | choice_filter |
    | | text | part | Part | | |
    | | select_one fruits | fruit | Fruit | search('fruits', 'contains', 'label_en', \${part}) | |
    | | begin_repeat | person | Person | | |
    | | text | who | Who | | |
    | | integer | age | Age | | |
    | | end_repeat | | | | |
    | | select_one \${who} | head | Head | | \${age} > 17 |
    | choices |
    | | list_name | name | label |
    | | fruits | key | label_en |`;
  expect(comesBack(workbookOf(searching), 'form.xlsx')).toBe(true);
  const { instrument } = importXlsForm(workbookOf(searching), { file: 'form.xlsx' });
  const [survey] = instrument ? exportXlsForm(instrument).sheets : [];
  expect(survey?.rows.map((cells) => cells[0])).toContain('select_one fruits');
  expect(survey?.rows[0]?.filter((header) => header.startsWith('fieldbook'))).toEqual(['fieldbook::qid']);
});

test('an exported workbook names columns as authors do, and carries the ids of nodes', () => {
  const { instrument } = importXlsForm(
    workbookOf(
      '| survey |\n| | type | name | label | label::French (fr) | relevant | required |\n| | text | q | Name | Nom | 1 = 1 | yes |',
    ),
    { file: 'form.xlsx' },
  );
  const [survey] = instrument ? exportXlsForm(instrument).sheets : [];
  expect(survey).toEqual({
    name: 'survey',
    rows: [
      ['type', 'name', 'label', 'label::French (fr)', 'required', 'relevant', 'fieldbook::qid'],
      ['text', 'q', 'Name', 'Nom', 'yes', '1 = 1', 'q'],
    ],
  });
});
