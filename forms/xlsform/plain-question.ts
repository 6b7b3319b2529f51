import { isDynamicDefault } from './dynamic-default.ts';
import { findParameterProblem, findRangeProblem, parseParameters } from './parameters.ts';
import type { TypeCell } from './question-types.ts';
import { cellAddressOf, hasHintCell, hasLabelCell, type KeyedRow } from './sheet-cell.ts';
import type { DraftQuestion, SurveyContext } from './survey-context.ts';

/** Draft of a row that is neither group nor select; nothing when it makes no question. */
export function draftPlainQuestion(
  context: SurveyContext,
  type: TypeCell,
  name: string,
  row: KeyedRow,
): readonly DraftQuestion[] {
  const { survey, diagnostics } = context;
  const parameters = readCheckedParameters(context, type, row);
  const typeCell = row.cells.get('type');
  if (type.kind === 'osm') {
    diagnostics.warning(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'android.type',
      'Questions about OpenStreetMap only work in apps for Android; this one asks for a file instead.',
    );
    return [
      {
        kind: 'question',
        name,
        row,
        asks: { kind: 'plain', word: 'osm', meaning: { type: 'file' } },
        parameters,
      },
    ];
  }
  if (type.kind !== 'plain') return [];
  const { word, meaning } = type;
  if (meaning.android !== undefined)
    diagnostics.warning(
      cellAddressOf(survey.sheet, row.row, typeCell),
      'android.type',
      `"${typeCell?.text ?? word}" only works in apps for Android: it ${meaning.android}.`,
    );
  // Our own workbook equals the instrument, even where no author would write it so.
  if (!row.cells.has('fieldbook::qid')) checkCalculation(context, word, row);
  if (type.meaning.type !== 'calculate' && hasNoPrompt(row))
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, row.cells.get('name') ?? typeCell),
      'label.missing',
      `The question "${name}" has neither label nor hint. Write what to ask in the column "label".`,
    );
  return [{ kind: 'question', name, row, asks: { kind: 'plain', word, meaning }, parameters }];
}

/** Parse and check the parameters of a row; problems are reported, and then no parameter is used. */
export function readCheckedParameters(
  context: SurveyContext,
  typeCell: TypeCell,
  row: KeyedRow,
): Readonly<Record<string, string>> {
  const { survey, diagnostics, choices } = context;
  const sheetCell = row.cells.get('parameters');
  const parsed = parseParameters(sheetCell?.text ?? '');
  const cellAddress = cellAddressOf(survey.sheet, row.row, sheetCell ?? row.cells.get('type'));
  if (!parsed.ok) {
    diagnostics.error(cellAddress, parsed.refusal.code, parsed.refusal.message);
    return {};
  }
  const appearance = row.cells.get('control::appearance')?.text ?? '';
  const isRange = typeCell.kind === 'plain' && typeCell.word === 'range';
  const parameterProblem =
    findParameterProblem(typeCell, parsed.value, appearance) ??
    (isRange
      ? findRangeProblem(
          parsed.value,
          appearance,
          (list) => choices.get(list)?.map(({ choice }) => choice.name) ?? null,
        )
      : null);
  if (parameterProblem) diagnostics.error(cellAddress, parameterProblem.code, parameterProblem.message);
  const rows = row.cells.get('control::rows');
  return rows ? { rows: rows.text, ...parsed.value } : parsed.value;
}

function checkCalculation(context: SurveyContext, word: string, row: KeyedRow): void {
  const { survey, diagnostics } = context;
  const calculation = row.cells.get('bind::calculate');
  const isComputed =
    calculation !== undefined || isDynamicDefault(row.cells.get('default')?.text ?? '', word);
  if (word === 'calculate' && !isComputed)
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, row.cells.get('type')),
      'calculation.missing',
      'This calculation has nothing to calculate. Write an expression in the column "calculation".',
    );
  if (word !== 'background-geopoint') return;
  if (!row.cells.has('trigger'))
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, row.cells.get('type')),
      'trigger.missing',
      'A background-geopoint needs a trigger. Write a reference such as ${question} in the column "trigger".',
    );
  if (calculation)
    diagnostics.error(
      cellAddressOf(survey.sheet, row.row, calculation),
      'calculation.notHere',
      'A background-geopoint has no calculation. Empty this cell.',
    );
}

/**
 * Return whether a row has no text for the person. A heading of labels needs none, and our own workbook equals the
 * instrument.
 */
export const hasNoPrompt = (row: KeyedRow): boolean =>
  !hasLabelCell(row) &&
  !hasHintCell(row) &&
  !isDerivedRow(row) &&
  !row.cells.has('fieldbook::qid') &&
  !/(^|\s)label(\s|$)/.test(row.cells.get('control::appearance')?.text ?? '');

/** Nobody is asked when the value is calculated, now or after another change. */
export const isDerivedRow = (row: KeyedRow): boolean =>
  row.cells.has('bind::calculate') || row.cells.has('trigger');
