import { isXmlName, xmlNameRule } from './cell-words.ts';
import { parseSoleReference } from './name-references.ts';
import type { TypeCell } from './question-types.ts';
import {
  type CellAddress,
  cellAddressOf,
  createMadeCell,
  hasLabelCell,
  type KeyedRow,
  type SheetCell,
} from './sheet-cell.ts';
import type { DraftQuestion, SurveyContext } from './survey-context.ts';

/**
 * Draft the count of a repeat. An expression beyond one reference gets a calculation of its own before the repeat, as
 * pyxform makes it.
 * @returns the repeat's row, and the calculation where there is one
 */
export function draftRepeatCount(
  context: SurveyContext,
  siblingNames: SiblingNames,
  name: string,
  row: KeyedRow,
): readonly [KeyedRow, DraftQuestion | null] {
  const count = row.cells.get('control::jr:count');
  // Our own workbook equals the instrument.
  if (!count || parseSoleReference(count.text) !== null || row.cells.has('fieldbook::qid'))
    return [row, null];
  const made = `${name}_count`;
  addSiblingName(context, siblingNames, made, cellAddressOf(context.survey.sheet, row.row, count));
  const cells = new Map([
    ['bind::calculate', count],
    ['bind::readonly', createMadeCell('true()')],
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

/** A row without a type is a mistake when it has a name or a label; else it is skipped. */
export function reportUntypedRow({ survey, diagnostics }: SurveyContext, row: KeyedRow): void {
  const nameCell =
    row.cells.get('name') ??
    row.cells.get('label') ??
    [...row.cells].find(([key]) => key.startsWith('label::'))?.[1];
  if (row.cells.has('name') || row.cells.has('label')) {
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, nameCell),
      'type.missing',
      'This row has no type. Write one in the column "type", or empty the row.',
    );
    return;
  }
  diagnostics.warning(
    cellAddressOf(survey.sheet, row.row),
    'row.skipped',
    'This row has neither type nor name and is left out. Delete it, or put notes in a column that the form does not use.',
  );
}

/** Report a type that does not exist. */
export function reportUnknownType(
  { survey, diagnostics }: SurveyContext,
  row: KeyedRow,
  typeCell: SheetCell,
): void {
  const cellAddress = cellAddressOf(survey.sheet, row.row, typeCell);
  if (/^include\b/i.test(typeCell.text))
    diagnostics.error(
      cellAddress,
      'type.include',
      'Including another file is not possible. Copy its rows into this sheet.',
    );
  else
    diagnostics.error(
      cellAddress,
      'type.unknown',
      `There is no question type "${typeCell.text.slice(0, 100)}". Write one such as text, integer, select_one list, note or begin_group.`,
    );
}

/** Report problems at the beginning of a group, a repeat or a loop. */
export function reportContainerProblems(
  { survey, diagnostics, settings, choices }: SurveyContext,
  type: Extract<TypeCell, { kind: 'begin' }>,
  name: string,
  row: KeyedRow,
  typeCell: SheetCell,
  repeatNames: ReadonlySet<string>,
): void {
  if (type.container === 'repeat') {
    if (name === settings.rootName)
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, row.cells.get('name')),
        'name.root',
        `A repeat cannot be named "${name}", like the form itself. Rename it.`,
      );
    else if (repeatNames.has(name))
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, row.cells.get('name')),
        'name.repeatDuplicate',
        `There is another repeat "${name}". Names of repeats are unique in the whole form: rename one.`,
      );
  }
  if (type.container === 'loop' && (type.list === null || !choices.has(type.list)))
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'loop.list',
      type.list === null
        ? 'This loop names no list. Write "begin_loop over LIST".'
        : `The list "${type.list}" of this loop is not on the choices sheet.`,
    );
  if (!hasLabelCell(row) && type.container === 'repeat')
    diagnostics.warning(
      cellAddressOf(survey.sheet, row.row, row.cells.get('name')),
      'label.missing',
      `The repeat "${name}" has no label. Write one that says what its rows are.`,
    );
}

/** Names of siblings; they must differ, and should differ in more than case. */
export class SiblingNames {
  private readonly names = new Set<string>();
  private readonly lower = new Set<string>();

  add(name: string): 'ok' | 'taken' | 'similar' {
    if (this.names.has(name)) return 'taken';
    const similar = this.lower.has(name.toLowerCase());
    this.names.add(name);
    this.lower.add(name.toLowerCase());
    return similar ? 'similar' : 'ok';
  }
}

/** Read the row's name, after a check that it is valid and differs from its siblings'. */
export function readRowName(
  context: SurveyContext,
  siblingNames: SiblingNames,
  type: TypeCell,
  row: KeyedRow,
  typeCell: SheetCell,
): string | null {
  const { survey, diagnostics } = context;
  const named = row.cells.get('name');
  const isNote = type.kind === 'plain' && type.meaning.type === 'note';
  const name = named?.text ?? (isNote ? `generated_note_name_${row.row}` : null);
  if (name === null) {
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'name.missing',
      'This row has no name. Write a short one in the column "name".',
    );
    if (type.kind !== 'begin') return null;
    // Continue as if it had one, so that its end is found.
    return `unnamed_${row.row}`;
  }
  const cellAddress = cellAddressOf(survey.sheet, row.row, named);
  if (!isXmlName(name))
    diagnostics.error(
      cellAddress,
      'name.invalid',
      `"${name.slice(0, 100)}" cannot be a name. ${xmlNameRule}`,
      suggestXmlName(name),
    );
  else addSiblingName(context, siblingNames, name, cellAddress);
  return name;
}

/** Add a name to its siblings' and report when it is taken. */
export function addSiblingName(
  context: Pick<SurveyContext, 'diagnostics'>,
  siblingNames: SiblingNames,
  name: string,
  cellAddress: CellAddress,
): void {
  const { diagnostics } = context;
  if (name === 'meta') {
    diagnostics.error(cellAddress, 'name.reserved', 'The name "meta" is reserved. Choose another one.');
    return;
  }
  const added = siblingNames.add(name);
  if (added === 'taken')
    diagnostics.error(
      cellAddress,
      'name.duplicate',
      `There is another "${name}" in the same group. Rename one of them.`,
    );
  if (added === 'similar')
    diagnostics.warning(
      cellAddress,
      'name.similar',
      `Another name in the same group differs from "${name}" only in case, which export files may not tell apart. Rename one of them.`,
    );
}

const suggestXmlName = (name: string): string | undefined => {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[^A-Za-z_]+/, '')
    .slice(0, 60);
  return isXmlName(plain) ? plain : undefined;
};
