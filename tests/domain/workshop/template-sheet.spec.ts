import { describe, expect, test } from 'vitest';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { readTemplateSheet, templateSheetOf } from '#domain/workshop/templates/template-sheet.ts';

const sheet = templateSheetOf(nationalPolicyTemplate);
const columnOf = (name: string): number => (sheet[0] ?? []).indexOf(name);

/** The sheet of W1 with one cell changed; rows count from 1. */
const withCell = (row: number, column: string, text: string): readonly (readonly string[])[] =>
  sheet.map((cells, at) => (at === row - 1 ? cells.with(columnOf(column), text) : cells));

test.each(builtInTemplates)(
  'the sheet of template $code is read as the same template',
  (workshopTemplate) => {
    expect(readTemplateSheet(templateSheetOf(workshopTemplate))).toEqual({
      kind: 'read',
      template: workshopTemplate,
    });
  },
);

test('a sheet has one row per session, break and lunch, and one column per language', () => {
  expect(sheet).toHaveLength(1 + 1 + 7 + nationalPolicyTemplate.sessions.length);
  expect(sheet[0]).toContain('title:ar');
});

test('empty rows and another order of the columns change nothing', () => {
  const mixed = [...sheet, sheet[0]?.map(() => '') ?? []].map((cells) => cells.toReversed());
  expect(readTemplateSheet(mixed)).toEqual({ kind: 'read', template: nationalPolicyTemplate });
});

describe('a cell that is not taken is named', () => {
  test.each([
    [2, 'code', '', 'missing'],
    [2, 'days', 'four', 'notAccepted'],
    [3, 'code', 'goal', 'notAccepted'],
    [10, 'minutes', '', 'missing'],
    [10, 'minutes', '5000', 'notAccepted'],
    [11, 'objectives', 'LO9', 'notAccepted'],
    [11, 'day', '9', 'notAccepted'],
  ])('row %i, column %s with %j is %s', (row, column, text, kind) => {
    const read = readTemplateSheet(withCell(row, column, text));
    expect(read.kind === 'refused' && read.problems).toContainEqual({ row, column, kind });
  });

  test('a title without any language is missing', () => {
    const blank = sheet.map((cells, at) =>
      at === 9 ? cells.map((text, place) => (sheet[0]?.[place]?.startsWith('title:') ? '' : text)) : cells,
    );
    const read = readTemplateSheet(blank);
    expect(read.kind === 'refused' && read.problems).toEqual([{ row: 10, column: 'title', kind: 'missing' }]);
  });

  test('an unknown kind of row, an unknown column, and a sheet without a template', () => {
    const problemsOf = (rows: readonly (readonly string[])[]) => {
      const read = readTemplateSheet(rows);
      return read.kind === 'refused' ? read.problems : [];
    };
    expect(problemsOf(withCell(12, 'row', 'pause'))).toEqual([
      { row: 12, column: 'row', kind: 'unknownRow' },
    ]);
    expect(problemsOf(withCell(1, 'minutes', 'length'))[0]).toEqual({
      row: 1,
      column: 'length',
      kind: 'unknownColumn',
    });
    expect(problemsOf([])).toEqual([{ row: 2, column: 'row', kind: 'missing' }]);
  });
});
