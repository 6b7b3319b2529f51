import type { ChoiceRow } from './choices.ts';
import { hasNoPrompt, readCheckedParameters } from './plain-question.ts';
import type { TypeCell } from './question-types.ts';
import { cellAddressOf, createMadeCell, type KeyedRow, type SheetCell } from './sheet-cell.ts';
import type { DraftQuestion, SurveyContext } from './survey-context.ts';
import { findSimilarSheets } from './table.ts';

type SelectTypeCell = Extract<TypeCell, { kind: 'select' }>;

/** Extensions of files that choices may come from. */
export const choiceFilePattern = /^(.+)\.(csv|xml|geojson)$/i;

/** Drafts of one select: itself, before it the heads of a table, after it the question for "other". */
export function draftSelectQuestion(
  context: SurveyContext,
  type: SelectTypeCell,
  name: string,
  row: KeyedRow,
  typeCell: SheetCell,
  tableList: TableListGroup | null,
): readonly DraftQuestion[] {
  const { survey, diagnostics } = context;
  if (hasNoPrompt(row))
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, row.cells.get('name')),
      'label.missing',
      `The question "${name}" has neither label nor hint. Write what to ask in the column "label".`,
    );
  const known = checkSelectList(context, type, row, typeCell);
  const parameters = readCheckedParameters(context, type, row);
  if (type.orOther && known) addOtherChoice(context, type, row, typeCell);

  const asks = { kind: 'select', select: type.select, from: type.from, list: type.list } as const;
  const head = tableList?.headingQuestion(context, type, row, typeCell) ?? null;
  const self: DraftQuestion = {
    kind: 'question',
    name,
    row: tableList ? replaceAppearance(row, 'list-nolabel') : row,
    asks,
    parameters,
  };
  const made: DraftQuestion[] = [self];
  if (head) made.unshift(head);
  if (type.orOther)
    made.push({
      kind: 'question',
      name: `${name}_other`,
      row: {
        row: row.row,
        cells: new Map([
          ['label', createMadeCell('Specify other.')],
          ['bind::relevant', createMadeCell(`selected(../${name}, 'other')`)],
        ]),
      },
      asks: { kind: 'plain', word: 'text', meaning: { type: 'text' } },
      parameters: {},
    });
  return made;
}

/** Check that the list exists; the problem names it, with suggestions. */
function checkSelectList(
  context: SurveyContext,
  type: SelectTypeCell,
  row: KeyedRow,
  typeCell: SheetCell,
): boolean {
  const { survey, diagnostics, sheets } = context;
  const cellAddress = cellAddressOf(survey.sheet, row.row, typeCell);
  const appearanceCell = row.cells.get('control::appearance');
  if (type.from === 'file' && appearanceCell?.text.includes('search(') && !row.cells.has('fieldbook::qid'))
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, appearanceCell),
      'search.file',
      'A question takes its choices from a file either by its type or by search(), not by both. Remove search(), or write select_one with a list.',
    );
  if (type.from === 'file') {
    if (choiceFilePattern.test(type.list)) return true;
    diagnostics.error(
      cellAddress,
      'file.extension',
      `"${type.list}" is no file of choices. Name a file that ends in .csv, .xml or .geojson.`,
    );
    return false;
  }
  if (type.list.startsWith('${')) return true;
  const isExternal = type.from === 'external';
  if (isExternal && !row.cells.has('choice_filter'))
    diagnostics.warning(
      cellAddress,
      'select.external',
      'select_one_external is meant for filtered lists. Write a filter in the column "choice_filter", or use select_one.',
    );
  const lists = isExternal ? context.externalChoices : context.choices;
  // pyxform reads a list with a file's name as that file, under any type.
  if (lists.has(type.list) || (!isExternal && choiceFilePattern.test(type.list))) {
    checkSelectCodes(context, type, lists.get(type.list) ?? [], row, typeCell);
    return true;
  }
  const sheet = isExternal ? 'external_choices' : 'choices';
  if (lists.size > 0) {
    diagnostics.error(
      cellAddress,
      'list.unknown',
      `The list "${type.list}" is not on the sheet "${sheet}". Check its spelling, or add its choices there.`,
    );
    return false;
  }
  const similar = findSimilarSheets(sheets, sheet);
  const meant =
    similar.length > 0 ? ` Is it the sheet ${similar.map((one) => `"${one}"`).join(' or ')}? Rename it.` : '';
  diagnostics.error(
    cellAddress,
    'sheet.missing',
    `This question needs a sheet "${sheet}" with the columns list_name, name and label.${meant}`,
  );
  return false;
}

function checkSelectCodes(
  context: SurveyContext,
  type: SelectTypeCell,
  choiceRows: readonly ChoiceRow[],
  row: KeyedRow,
  typeCell: SheetCell,
): void {
  if (type.select !== 'select_multiple') return;
  const spaced = choiceRows.find(({ choice }) => choice.name.includes(' '));
  if (spaced)
    context.diagnostics.error(
      cellAddressOf(context.survey.sheet, row.row, typeCell),
      'choice.space',
      `The list "${type.list}" has the choice "${spaced.choice.name}" with a space, which cannot be used where several choices are picked: their names are stored with spaces between. Rename it on row ${spaced.row} of the choices sheet.`,
    );
}

/** Add the choice "other" to a list, once, in all its languages. */
function addOtherChoice(
  context: SurveyContext,
  type: SelectTypeCell,
  row: KeyedRow,
  typeCell: SheetCell,
): void {
  const { survey, diagnostics, choices, unnamedLanguage } = context;
  const filter = row.cells.get('choice_filter');
  if (filter)
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, filter),
      'other.filter',
      'or_other does not work with a choice filter. Add the choice "other" to the list and a text question below instead.',
    );
  const choiceRows = choices.get(type.list);
  if (!choiceRows || choiceRows.length === 0) {
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'other.list',
      `or_other needs choices: add the list "${type.list}" to the choices sheet.`,
    );
    return;
  }
  if (choiceRows.some(({ choice }) => choice.name === 'other')) return;
  const languages = new Set(choiceRows.flatMap(({ choice }) => Object.keys(choice.label ?? {})));
  if (languages.size > 1)
    diagnostics.warning(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'other.translations',
      'or_other writes "Other" and "Specify other." in English in all languages. Add the choice and a text question yourself to translate them.',
    );
  const label = Object.fromEntries(
    [...(languages.size > 0 ? languages : [unnamedLanguage])].map((language) => [language, 'Other']),
  );
  choiceRows.push({ row: choiceRows.at(-1)?.row ?? 0, choice: { name: 'other', label } });
}

function replaceAppearance(row: KeyedRow, appearance: string): KeyedRow {
  const previousSheetCell = row.cells.get('control::appearance');
  return {
    row: row.row,
    cells: new Map([
      ...row.cells,
      ['control::appearance', { ...(previousSheetCell ?? createMadeCell('')), text: appearance }],
    ]),
  };
}

/**
 * A group that shows its selects as a table. The group's label becomes a note within it. A heading with the labels of
 * the choices comes before the first select, and all selects use the same list.
 */
export class TableListGroup {
  /** The group's own row, without the content of the note. */
  readonly groupRow: KeyedRow;
  readonly label: DraftQuestion | null;
  private list: string | null = null;

  constructor(row: KeyedRow) {
    const words = [...row.cells].filter(([key]) => /^(label|hint)(::|$)/.test(key));
    const rest = [...row.cells].filter(([key]) => !/^(label|hint)(::|$)/.test(key));
    const appearanceCell = row.cells.get('control::appearance');
    const others = (appearanceCell?.text ?? '')
      .split(/\s+/)
      .filter((word) => word !== '' && word !== 'table-list');
    this.groupRow = {
      row: row.row,
      cells: new Map([
        ...rest,
        [
          'control::appearance',
          { ...(appearanceCell ?? createMadeCell('')), text: ['field-list', ...others].join(' ') },
        ],
      ]),
    };
    this.label =
      words.length === 0
        ? null
        : {
            kind: 'question',
            name: `generated_table_list_label_${row.row}`,
            row: { row: row.row, cells: new Map(words) },
            asks: { kind: 'plain', word: 'note', meaning: { type: 'note' } },
            parameters: {},
          };
  }

  /** Heading for the first select; null for others, after a check that they have the same list. */
  headingQuestion(
    context: SurveyContext,
    type: SelectTypeCell,
    row: KeyedRow,
    typeCell: SheetCell,
  ): DraftQuestion | null {
    const { survey, diagnostics } = context;
    if (this.list !== null) {
      if (this.list !== type.list)
        diagnostics.error(
          cellAddressOf(survey.sheet, row.row, typeCell),
          'tableList.list',
          `All questions of a table-list use one list: this one uses "${type.list}", the first "${this.list}".`,
        );
      return null;
    }
    this.list = type.list;
    const filter = row.cells.get('choice_filter');
    if (filter)
      diagnostics.error(
        cellAddressOf(survey.sheet, row.row, filter),
        'tableList.filter',
        'The questions of a table-list have no choice filter. Empty this cell.',
      );
    return {
      kind: 'question',
      name: `reserved_name_for_field_list_labels_${row.row}`,
      row: { row: row.row, cells: new Map([['control::appearance', createMadeCell('label')]]) },
      asks: { kind: 'select', select: type.select, from: type.from, list: type.list },
      parameters: {},
    };
  }
}
