import { checkExpression } from '../xpath/check-expression.ts';
import { type DependentValue, findDependencyCycles } from '../xpath/dependency-cycles.ts';
import type { XPathExpression } from '../xpath/expression.ts';
import { parseExpression } from '../xpath/parser.ts';
import { conditionExpressionOf } from './cell-words.ts';
import { isDynamicDefault } from './dynamic-default.ts';
import { parseNameReferences } from './name-references.ts';
import { cellAddressOf, type SheetCell } from './sheet-cell.ts';
import {
  type DraftContainer,
  type DraftNameIndex,
  type DraftNode,
  type SurveyContext,
  walkDrafts,
} from './survey-context.ts';

const expressionColumns = [
  'bind::relevant',
  'bind::required',
  'bind::readonly',
  'bind::constraint',
  'bind::calculate',
  'choice_filter',
  'control::jr:count',
];

/** Check every expression: it can be read, its functions exist, and it does not need its own value. */
export function checkFormExpressions(
  context: SurveyContext,
  draftNodes: readonly DraftNode[],
  index: DraftNameIndex,
): void {
  const seen = new Set<SheetCell>();
  const nodeFormulas: NodeFormula[] = [];
  for (const { draft, around } of walkDrafts(draftNodes)) {
    const read = (key: string): XPathExpression | null => {
      const sheetCell = draft.row.cells.get(key);
      if (!sheetCell) return null;
      const isNew = !seen.has(sheetCell);
      seen.add(sheetCell);
      return readExpressionCell(context, sheetCell, draft.row.row, isNew);
    };
    const [relevant, , , , calculation] = expressionColumns.map(read);
    const fallback = draft.row.cells.get('default');
    const type = draft.kind === 'question' && draft.asks.kind === 'plain' ? draft.asks.meaning.type : '';
    if (fallback && isDynamicDefault(fallback.text, type)) read('default');
    const isTriggered = draft.row.cells.has('trigger');
    nodeFormulas.push({
      draft,
      around,
      relevant: relevant ?? null,
      calculation: isTriggered ? null : (calculation ?? null),
    });
  }
  const nameCell = context.settings.cell('instance_name');
  if (nameCell) readExpressionCell(context, nameCell, 2, true, 'settings');
  if (!context.diagnostics.hasErrors()) checkFormulaCycles(context, nodeFormulas, index);
}

function readExpressionCell(
  context: SurveyContext,
  sheetCell: SheetCell,
  row: number,
  isNew: boolean,
  sheet = context.survey.sheet,
): XPathExpression | null {
  // A malformed reference was reported already.
  if (parseNameReferences(sheetCell.text) === null) return null;
  const parsed = parseExpression(conditionExpressionOf(sheetCell.text));
  if (!isNew) return parsed.ok ? parsed.value : null;
  // Names were looked up already, with suggestions.
  const expressionProblems = parsed.ok ? checkExpression(parsed.value, () => true) : [parsed.refusal];
  for (const { code, message } of expressionProblems)
    context.diagnostics.error(cellAddressOf(sheet, row, sheetCell), code, message);
  return parsed.ok ? parsed.value : null;
}

/** Expressions behind a node's value and relevance. */
interface NodeFormula {
  readonly draft: DraftNode;
  readonly around: readonly DraftContainer[];
  readonly relevant: XPathExpression | null;
  readonly calculation: XPathExpression | null;
}

/**
 * Refuse circular values and skip rules. A value needs its own relevance (hidden counts as blank), a relevance that
 * of the group around it. Other rows of a repeat are no circle: nodes that `indexed-repeat` and predicates select are
 * not followed.
 */
function checkFormulaCycles(
  context: SurveyContext,
  nodeFormulas: readonly NodeFormula[],
  index: DraftNameIndex,
): void {
  const numbers = new Map<DraftNode, number>(nodeFormulas.map(({ draft }, at) => [draft, at]));
  const value = (draftNode: DraftNode): string => `value ${numbers.get(draftNode) ?? ''}`;
  const relevance = (draftNode: DraftNode): string => `relevance ${numbers.get(draftNode) ?? ''}`;
  const needs = (expression: XPathExpression | null): readonly string[] =>
    expression === null
      ? []
      : directReferenceNames(expression).flatMap((name) => {
          const target = index.find(name)?.draft;
          return target?.kind === 'question' ? [value(target)] : [];
        });

  const dependentValues = nodeFormulas.flatMap(
    ({ draft, around, relevant, calculation }): readonly DependentValue[] => {
      const parent = around.at(-1);
      return [
        {
          id: relevance(draft),
          name: draft.name,
          dependsOn: [...(parent ? [relevance(parent)] : []), ...needs(relevant)],
        },
        { id: value(draft), name: draft.name, dependsOn: [relevance(draft), ...needs(calculation)] },
      ];
    },
  );
  for (const { ids } of findDependencyCycles(dependentValues)) {
    const steps = ids
      .map((id) => nodeFormulas[Number(id.split(' ')[1])])
      .filter((nodeFormula) => nodeFormula !== undefined);
    const names = steps
      .map(({ draft }) => `\${${draft.name}}`)
      .filter((name, at, all) => name !== all[at - 1]);
    const firstNodeFormula = steps[0];
    if (!firstNodeFormula) continue;
    const { row, cells } = firstNodeFormula.draft.row;
    const round = names.length === 1 || names[0] !== names.at(-1) ? [...names, names[0] ?? ''] : names;
    const path =
      round.length <= maximumCycleNames
        ? round
        : [...round.slice(0, maximumCycleNames), '...', names[0] ?? ''];
    context.diagnostics.error(
      cellAddressOf(context.survey.sheet, row, cells.get('bind::calculate') ?? cells.get('bind::relevant')),
      'expression.cycle',
      `This value depends on itself: ${path.join(' -> ')}. Remove one of these references.`,
    );
  }
}

/** A longer circle is not shown in full. */
const maximumCycleNames = 20;

/** Names of questions that must have a value for the expression. */
function directReferenceNames(expression: XPathExpression): readonly string[] {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return [];
    case 'reference':
      return [expression.name];
    case 'call':
      return expression.name === 'indexed-repeat' ? [] : expression.args.flatMap(directReferenceNames);
    case 'negate':
      return directReferenceNames(expression.operand);
    case 'operation':
      return [expression.first, ...expression.rest.map(({ operand }) => operand)].flatMap(
        directReferenceNames,
      );
    case 'filter':
      return [];
    case 'path':
      return [];
  }
}
