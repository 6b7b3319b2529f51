import { expect, test } from 'vitest';
import { refuse } from '#base/result.ts';
import {
  columnLettersOf,
  columnOfProblem,
  listProblems,
  pageOfRow,
  rowsPerSheetPage,
  sheetPageCount,
} from '#renderer/console/features/instruments/import-messages.ts';
import { importQuestionnaire } from '#renderer/console/features/instruments/import-questionnaire.ts';
import {
  type ChosenFile,
  maximumQuestionnaireBytes,
  readChosenFiles,
} from '#renderer/console/features/instruments/workbench.ts';
import { anInstrument } from '#tests/support/builders/instruments.ts';

const file = (name: string, text = '', size = text.length): ChosenFile => ({
  name,
  size,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});

test('[instruments] a workbook is taken with the lists that come along; pictures are left', async () => {
  const chosen = await readChosenFiles([
    file('form.XLSX', 'PK'),
    file('towns.csv', 'name,label'),
    file('map.png', 'x'),
  ]);
  if (!chosen.ok) throw new Error('It is taken');
  expect([chosen.value.file, chosen.value.csv]).toEqual(['form.XLSX', { 'towns.csv': 'name,label' }]);
});

test.each([
  ['nothing that is a questionnaire', [file('map.png')], 'none'],
  ['two questionnaires', [file('a.xlsx'), file('b.xml')], 'several'],
  [
    'more than a questionnaire weighs',
    [file('a.xlsx', '', maximumQuestionnaireBytes), file('b.csv', '', 1)],
    'tooLarge',
  ],
])('[instruments] %s is refused before it is read', async (_what, chosenFiles, kind) => {
  expect(await readChosenFiles(chosenFiles)).toEqual(refuse({ kind }));
});

test('[instruments] exported Fieldbook JSON is imported; any other content is one problem of the file', () => {
  const read = (text: string) =>
    importQuestionnaire({ file: 'form.json', bytes: new TextEncoder().encode(text), csv: {} });
  expect(read(JSON.stringify(anInstrument()))).toEqual({
    instrument: anInstrument(),
    sheets: [],
    diagnostics: [],
  });
  expect(read('{}')).toMatchObject({ instrument: null, diagnostics: [{ severity: 'error' }] });
});

test('[instruments] errors are listed before warnings, and each has its number', () => {
  const problem = (severity: 'error' | 'warning', code: string) => ({ severity, code, message: code });
  const listedProblems = listProblems([
    problem('warning', 'a'),
    problem('error', 'b'),
    problem('error', 'c'),
  ]);
  expect(listedProblems.map(({ at, code }) => `${at} ${code}`)).toEqual(['0 b', '1 c', '2 a']);
});

test('[instruments] the cell of a problem is found by the column’s letters, or by its heading', () => {
  const sheet = { name: 'survey', rows: [{ row: 1, cells: ['type', 'Name', 'label'] }] };
  const at = (column?: string) =>
    columnOfProblem(sheet, {
      severity: 'error',
      code: 'x',
      message: 'x',
      ...(column !== undefined && { column }),
    });
  expect([at('A'), at('C'), at('AA'), at('name'), at('hint'), at()]).toEqual([0, 2, 26, 1, -1, -1]);
  expect([columnLettersOf(0), columnLettersOf(25), columnLettersOf(26), columnLettersOf(701)]).toEqual([
    'A',
    'Z',
    'AA',
    'ZZ',
  ]);
});

test('[instruments] the page of a row is found, also when empty rows are left out', () => {
  const rows = Array.from({ length: rowsPerSheetPage + 1 }, (_, at) => ({ row: 2 * at + 1, cells: [] }));
  const sheet = { name: 'survey', rows };
  expect(sheetPageCount(sheet)).toBe(2);
  expect([
    pageOfRow(sheet, 1),
    pageOfRow(sheet, 2 * rowsPerSheetPage),
    pageOfRow(sheet, 2 * rowsPerSheetPage + 1),
    pageOfRow(sheet, 9_999),
  ]).toEqual([0, 1, 1, 1]);
});
