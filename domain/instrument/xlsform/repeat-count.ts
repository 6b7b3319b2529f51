import { type CellRow, madeCell } from './cells.ts';
import { placeOf } from './complaints.ts';
import type { DraftQuestion } from './draft.ts';
import { soleReference } from './names.ts';
import { addName, type NameScope } from './row-names.ts';
import type { FormContext } from './survey-reading.ts';

/**
 * A count that is more than one reference gets a calculation of its own before the repeat, as pyxform makes it. Gives the
 * repeat's row, and the calculation where there is one.
 */
export function countedRow(
  context: FormContext,
  names: NameScope,
  name: string,
  row: CellRow,
): readonly [CellRow, DraftQuestion | null] {
  const count = row.cells.get('control::jr:count');
  // A workbook of ours says what the instrument says.
  if (!count || soleReference(count.text) !== null || row.cells.has('fieldbook::qid')) return [row, null];
  const made = `${name}_count`;
  addName(context, names, made, placeOf(context.survey.sheet, row.row, count));
  const cells = new Map([
    ['bind::calculate', count],
    ['bind::readonly', madeCell('true()')],
  ]);
  return [
    {
      row: row.row,
      cells: new Map([...row.cells, ['control::jr:count', { ...count, text: `\${${made}}` }]]),
    },
    {
      kind: 'question',
      name: made,
      row: { row: row.row, cells },
      asks: { kind: 'plain', word: 'calculate', meaning: { type: 'calculate' } },
      parameters: {},
    },
  ];
}
