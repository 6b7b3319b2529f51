import { checkExpression } from '../expression/check-expression.ts';
import type { Expression } from '../expression/expression.ts';
import { parseExpression } from '../expression/parser.ts';
import type { Cell } from './cells.ts';
import { placeOf } from './complaints.ts';
import { walkDrafts, type Draft } from './draft.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { checkCycles, type Formula } from './formula-cycles.ts';
import type { NameIndex } from './name-index.ts';
import { conditionOf, referencesIn } from './names.ts';
import type { FormContext } from './survey-reading.ts';

const expressionColumns = [
  'bind::relevant',
  'bind::required',
  'bind::readonly',
  'bind::constraint',
  'bind::calculate',
  'choice_filter',
  'control::jr:count',
];

/** Every expression can be read, names functions that there are, and none needs itself to have a value. */
export function checkExpressions(context: FormContext, drafts: readonly Draft[], index: NameIndex): void {
  const seen = new Set<Cell>();
  const formulas: Formula[] = [];
  for (const { draft, around } of walkDrafts(drafts)) {
    const read = (key: string): Expression | null => {
      const cell = draft.row.cells.get(key);
      if (!cell) return null;
      const isNew = !seen.has(cell);
      seen.add(cell);
      return readCell(context, cell, draft.row.row, isNew);
    };
    const [relevant, , , , calculation] = expressionColumns.map(read);
    const fallback = draft.row.cells.get('default');
    const type = draft.kind === 'question' && draft.asks.kind === 'plain' ? draft.asks.meaning.type : '';
    if (fallback && isDynamicDefault(fallback.text, type)) read('default');
    const isTriggered = draft.row.cells.has('trigger');
    formulas.push({
      draft,
      around,
      relevant: relevant ?? null,
      calculation: isTriggered ? null : (calculation ?? null),
    });
  }
  const name = context.settings.cell('instance_name');
  if (name) readCell(context, name, 2, true, 'settings');
  if (!context.complaints.hasErrors()) checkCycles(context, formulas, index);
}

function readCell(
  context: FormContext,
  cell: Cell,
  row: number,
  isNew: boolean,
  sheet = context.survey.sheet,
): Expression | null {
  // A reference that is not written as it must be was told already.
  if (referencesIn(cell.text) === null) return null;
  const parsed = parseExpression(conditionOf(cell.text));
  if (!isNew) return parsed.ok ? parsed.value : null;
  // Names were looked up already, with what may have been meant.
  const problems = parsed.ok ? checkExpression(parsed.value, () => true) : [parsed.refusal];
  for (const { code, message } of problems)
    context.complaints.error(placeOf(sheet, row, cell), code, message);
  return parsed.ok ? parsed.value : null;
}
