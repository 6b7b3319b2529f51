import type { Expression } from '../expression/expression.ts';
import { findCycles, type Dependent } from '../expression/find-cycles.ts';
import { placeOf } from './complaints.ts';
import type { Draft, DraftContainer } from './draft.ts';
import type { NameIndex } from './name-index.ts';
import type { FormContext } from './survey-reading.ts';

/** What a node's value and relevance are calculated from. */
export interface Formula {
  readonly draft: Draft;
  readonly around: readonly DraftContainer[];
  readonly relevant: Expression | null;
  readonly calculation: Expression | null;
}

/**
 * Refuses values and skip rules that go round in a circle. A value needs its own relevance (what is hidden counts as
 * blank), a relevance that of the group around it. Other rows of a repeat are no circle: what `indexed-repeat` and
 * predicates pick is not followed.
 */
export function checkCycles(context: FormContext, formulas: readonly Formula[], index: NameIndex): void {
  const numbers = new Map<Draft, number>(formulas.map(({ draft }, at) => [draft, at]));
  const value = (draft: Draft): string => `value ${numbers.get(draft) ?? ''}`;
  const relevance = (draft: Draft): string => `relevance ${numbers.get(draft) ?? ''}`;
  const needs = (expression: Expression | null): readonly string[] =>
    expression === null
      ? []
      : directNames(expression).flatMap((name) => {
          const target = index.find(name)?.draft;
          return target?.kind === 'question' ? [value(target)] : [];
        });

  const dependents = formulas.flatMap(({ draft, around, relevant, calculation }): readonly Dependent[] => {
    const parent = around.at(-1);
    return [
      {
        id: relevance(draft),
        name: draft.name,
        dependsOn: [...(parent ? [relevance(parent)] : []), ...needs(relevant)],
      },
      { id: value(draft), name: draft.name, dependsOn: [relevance(draft), ...needs(calculation)] },
    ];
  });
  for (const { ids } of findCycles(dependents)) {
    const steps = ids.map((id) => formulas[Number(id.split(' ')[1])]).filter((one) => one !== undefined);
    const names = steps
      .map(({ draft }) => `\${${draft.name}}`)
      .filter((name, at, all) => name !== all[at - 1]);
    const first = steps[0];
    if (!first) continue;
    const { row, cells } = first.draft.row;
    const round = names.length === 1 || names[0] !== names.at(-1) ? [...names, names[0] ?? ''] : names;
    const path = round.length <= mostNames ? round : [...round.slice(0, mostNames), '...', names[0] ?? ''];
    context.complaints.error(
      placeOf(context.survey.sheet, row, cells.get('bind::calculate') ?? cells.get('bind::relevant')),
      'expression.cycle',
      `This value needs itself: ${path.join(' -> ')}. Take one of these references out.`,
    );
  }
}

/** A longer circle is not read to its end. */
const mostNames = 20;

/** Names of questions whose own value the expression needs. */
function directNames(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return [];
    case 'reference':
      return [expression.name];
    case 'call':
      return expression.name === 'indexed-repeat' ? [] : expression.args.flatMap(directNames);
    case 'negate':
      return directNames(expression.operand);
    case 'operation':
      return [expression.first, ...expression.rest.map(({ operand }) => operand)].flatMap(directNames);
    case 'filter':
      return [];
    case 'path':
      return [];
  }
}
