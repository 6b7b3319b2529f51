import { describe, expect, test } from 'vitest';
import { escapeFormula } from '#base/csv-text.ts';
import type { AnswerChange, AnswerValue, FormEnvironment } from '#forms/engine/form.ts';
import { openForm } from '#forms/engine/open-form.ts';
import {
  buildCodebook,
  buildCodebookTable,
  uniqueSheetName,
  writeCsv,
  writeSpssSyntax,
} from '#forms/export/data-files.ts';
import type { DataTable } from '#forms/export/data-table.ts';
import { answersAsJson, type ExportedAssessment, exportDataTables } from '#forms/export/export-data.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import { importXlsForm } from '#forms/xlsform/import-xlsform.ts';
import { workbookOf } from '#tests/support/files/markdown-sheets.ts';

function instrumentOf(markdown: string): Instrument {
  const { instrument, diagnostics } = importXlsForm(workbookOf(markdown), { file: 'visit.xlsx' });
  if (!instrument) throw new Error(JSON.stringify(diagnostics));
  return instrument;
}

const environment: FormEnvironment = {
  now: () => ({ ms: 0, offsetMinutes: 0 }),
  random: () => 0.5,
  newInstanceId: () => 'i',
  deviceId: 'd',
  username: 'u',
  email: '',
  phoneNumber: '',
};

const value = (qid: string, given: AnswerValue, instance: string | null = null): AnswerChange =>
  // Ids in these tests are names.
  ({ kind: 'value', at: { qid, instance }, value: given }) as AnswerChange;
const row = (repeat: string, instance: string, order: string, parent: string | null = null): AnswerChange =>
  ({ kind: 'instance', repeat, instance, parent, order }) as AnswerChange;

function assessment(
  instrument: Instrument,
  id: string,
  answerChanges: readonly AnswerChange[],
  facts?: Record<string, string>,
): ExportedAssessment {
  const form = openForm(instrument, environment, answerChanges);
  if (!form.ok) throw new Error(JSON.stringify(form.refusal));
  return { id, form: form.value, ...(facts && { facts }) };
}

/** Cells by column, blank ones left out. */
const recordsOf = (dataTable: DataTable | undefined): readonly object[] =>
  (dataTable?.rows ?? []).map((dataCells) =>
    Object.fromEntries(
      dataCells.flatMap((dataCell, at) =>
        dataCell === null ? [] : [[dataTable?.columns[at]?.key ?? '', dataCell]],
      ),
    ),
  );

const household = instrumentOf(`
  | survey |
  | | type | name | label | label::French (fr) | relevant |
  | | begin_group | home | Home | Maison | |
  | | integer | rooms | Rooms | Pi\u00e8ces | |
  | | text | why | Why so few? | Pourquoi? | \${rooms} < 2 |
  | | end_group | | | | |
  | | select_multiple fruit | likes | Likes | Aime | |
  | | geopoint | at | Place | Lieu | |
  | | begin_repeat | person | Person | Personne | |
  | | text | name | Name | Nom | |
  | | begin_repeat | tooth | Tooth | Dent | |
  | | select_one fruit | eats | Eats | Mange | |
  | | end_repeat | | | | |
  | | end_repeat | | | | |
  | choices |
  | | list_name | name | label | label::French (fr) |
  | | fruit | fig | Fig | Figue |
  | | fruit | kiwi | Kiwi | Kiwi |
  | settings |
  | | form_id |
  | | visit |`);

const answers = [
  value('home.rooms', 3),
  value('home.why', 'hidden now'),
  value('likes', ['fig']),
  value('at', '1.5 -2 0 4'),
  row('person', 'p1', 'a0'),
  row('person', 'p2', 'a1'),
  value('person.name', 'Ann\u00e9', 'p1'),
  row('person.tooth', 't1', 'a0', 'p2'),
  value('person.tooth.eats', 'kiwi', 't1'),
];

describe('answers as tables', () => {
  test('have the author’s names, with slashes for groups and parent-indexed tables for repeats', () => {
    const dataTables = exportDataTables(
      household,
      [
        assessment(household, 'A1', answers, { status: 'handed in' }),
        assessment(household, 'A2', [row('person', 'q', 'a0')]),
      ],
      { labels: false },
    );
    expect(dataTables.map((table) => [table.name, recordsOf(table)])).toEqual([
      [
        'visit',
        [
          {
            _index: 1,
            _id: 'A1',
            status: 'handed in',
            'home/rooms': 3,
            likes: 'fig',
            'likes/fig': 1,
            'likes/kiwi': 0,
            at: '1.5 -2 0 4',
            _at_latitude: 1.5,
            _at_longitude: -2,
            _at_altitude: 0,
            _at_precision: 4,
          },
          { _index: 2, _id: 'A2' },
        ],
      ],
      [
        'person',
        [
          { _index: 1, _parent_index: 1, _id: 'A1', status: 'handed in', name: 'Ann\u00e9' },
          { _index: 2, _parent_index: 1, _id: 'A1', status: 'handed in' },
          { _index: 3, _parent_index: 2, _id: 'A2' },
        ],
      ],
      ['tooth', [{ _index: 1, _parent_index: 2, _id: 'A1', status: 'handed in', eats: 'kiwi' }]],
    ]);
  });

  test('leave out answers hidden by a skip rule', () => {
    const [main] = exportDataTables(household, [assessment(household, 'A1', answers)], { labels: false });
    expect(JSON.stringify(main?.rows)).not.toContain('hidden now');
    expect(JSON.stringify(answersAsJson([assessment(household, 'A1', answers)]))).not.toContain('hidden now');
  });

  test('have the words of choices in every language when they are wanted', () => {
    const [main, , tooth] = exportDataTables(household, [assessment(household, 'A1', answers)], {
      labels: true,
    });
    expect(recordsOf(main)[0]).toMatchObject({
      likes: 'fig',
      'likes::label': 'Fig',
      'likes::label::French (fr)': 'Figue',
    });
    expect(recordsOf(tooth)[0]).toMatchObject({ eats: 'kiwi', 'eats::label::French (fr)': 'Kiwi' });
  });

  test('are JSON in the shape of the form', () => {
    expect(answersAsJson([assessment(household, 'A1', answers)])).toEqual([
      {
        _id: 'A1',
        home: { rooms: 3 },
        likes: ['fig'],
        at: '1.5 -2 0 4',
        person: [{ name: 'Ann\u00e9', tooth: [] }, { tooth: [{ eats: 'kiwi' }] }],
        meta: {},
      },
    ]);
  });
});

describe('CSV', () => {
  const table = (cells: readonly (string | number | null)[]) => ({
    columns: cells.map((_, at) => ({ key: `c${at}`, question: null, part: { kind: 'fact' as const } })),
    rows: [cells],
  });

  test('is readable by spreadsheets: a byte order mark, CRLF and quotes', () => {
    expect(writeCsv(table(['a,b', 'say "x"', null, -1.5, ' pad']))).toBe(
      '\ufeffc0,c1,c2,c3,c4\r\n"a,b","say ""x""",,-1.5," pad"\r\n',
    );
  });

  test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uff1d1+1', '\u00a0@x'])(
    'does not let %j be a formula',
    (text) => {
      expect(escapeFormula(text)).toBe(`'${text}`);
    },
  );

  test.each(['-5', '-0.25', 'a=b', '2026-03-01', ''])('leaves %j as it is', (text) => {
    expect(escapeFormula(text)).toBe(text);
  });
});

describe('the codebook', () => {
  const dataTables = exportDataTables(household, [], { labels: false });
  const codebookVariables = buildCodebook(household, dataTables);

  test('describes every column under a name that statistics programs accept', () => {
    expect(
      codebookVariables.map(({ variable }) => variable).every((name) => /^[A-Za-z]\w{0,31}$/.test(name)),
    ).toBe(true);
    expect(codebookVariables.find(({ column }) => column === 'likes/fig')).toMatchObject({
      variable: 'likes_fig',
      type: 'numeric',
      labels: { '': 'Likes: Fig', 'French (fr)': 'Aime: Figue' },
    });
    const { columns, rows } = buildCodebookTable(codebookVariables, household.languages);
    const about = rows
      .filter((cells) => cells[1] === 'eats')
      .map((dataCells) => Object.fromEntries(columns.map(({ key }, at) => [key, dataCells[at]])));
    expect(
      about.map(({ value: code, label, 'label::French (fr)': french }) => [code, label, french]),
    ).toEqual([
      ['', 'Eats', 'Mange'],
      ['fig', 'Fig', 'Figue'],
      ['kiwi', 'Kiwi', 'Kiwi'],
    ]);
  });

  test('is SPSS syntax too, with apostrophes doubled', () => {
    const form = instrumentOf(
      "| survey |\n| | type | name | label |\n| | select_one yn | ok | All's well? |\n| choices |\n| | list_name | name | label |\n| | yn | y | Yes |",
    );
    const syntax = writeSpssSyntax(buildCodebook(form, exportDataTables(form, [], { labels: false })), '');
    expect(syntax).toContain("VARIABLE LABELS ok 'All''s well?'.\nVALUE LABELS ok\n  'y' 'Yes'.");
  });
});

test('names of sheets are such as Excel takes, each once', () => {
  const taken = new Set<string>();
  expect(['a/b', 'A/B', '', 'x'.repeat(40)].map((name) => uniqueSheetName(name, taken))).toEqual([
    'a_b',
    'A_B_2',
    'sheet',
    'x'.repeat(28),
  ]);
});
