import { type Cell, type CellRow, hasLabel } from './cells.ts';
import { placeOf } from './complaints.ts';
import type { FormContext } from './survey-reading.ts';
import type { TypeCell } from './type-cell.ts';

/** A row without a type is a mistake when it has a name or a label; else it is left out. */
export function tellUntyped({ survey, complaints }: FormContext, row: CellRow): void {
  const name =
    row.cells.get('name') ??
    row.cells.get('label') ??
    [...row.cells].find(([key]) => key.startsWith('label::'))?.[1];
  if (row.cells.has('name') || row.cells.has('label')) {
    complaints.error(
      placeOf(survey.sheet, row.row, name),
      'type.missing',
      'This row has no type. Write one in the column "type", or empty the row.',
    );
    return;
  }
  complaints.warning(
    placeOf(survey.sheet, row.row),
    'row.skipped',
    'This row has neither type nor name and is left out. Delete it, or put notes in a column that the form does not use.',
  );
}

/** A type that there is not. */
export function tellUnknownType({ survey, complaints }: FormContext, row: CellRow, typed: Cell): void {
  const place = placeOf(survey.sheet, row.row, typed);
  if (/^include\b/i.test(typed.text))
    complaints.error(
      place,
      'type.include',
      'Including another file is not possible. Copy its rows into this sheet.',
    );
  else
    complaints.error(
      place,
      'type.unknown',
      `There is no question type "${typed.text.slice(0, 100)}". Write one such as text, integer, select_one list, note or begin_group.`,
    );
}

/** What is wrong where a group, a repeat or a loop begins. */
export function tellContainer(
  { survey, complaints, settings, choices }: FormContext,
  type: Extract<TypeCell, { kind: 'begin' }>,
  name: string,
  row: CellRow,
  typed: Cell,
  repeatNames: ReadonlySet<string>,
): void {
  if (type.container === 'repeat') {
    if (name === settings.rootName)
      complaints.error(
        placeOf(survey.sheet, row.row, row.cells.get('name')),
        'name.root',
        `A repeat cannot be named "${name}", like the form itself. Rename it.`,
      );
    else if (repeatNames.has(name))
      complaints.error(
        placeOf(survey.sheet, row.row, row.cells.get('name')),
        'name.repeatDuplicate',
        `There is another repeat "${name}". Names of repeats are unique in the whole form: rename one.`,
      );
  }
  if (type.container === 'loop' && (type.list === null || !choices.has(type.list)))
    complaints.error(
      placeOf(survey.sheet, row.row, typed),
      'loop.list',
      type.list === null
        ? 'This loop names no list. Write "begin_loop over LIST".'
        : `The list "${type.list}" of this loop is not on the choices sheet.`,
    );
  if (!hasLabel(row) && type.container === 'repeat')
    complaints.warning(
      placeOf(survey.sheet, row.row, row.cells.get('name')),
      'label.missing',
      `The repeat "${name}" has no label. Write one that says what its rows are.`,
    );
}
