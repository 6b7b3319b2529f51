import type { Expression, Step } from '../expression/expression.ts';

/** A condition on choices that can be looked up: the column that must have the wanted text, and what else must hold. */
export interface ColumnLookup {
  readonly column: string;
  readonly wanted: Expression;
  readonly rest: Expression | null;
}

/**
 * Finds `column = ${question}` in a filter, alone or joined to others by `and`. A list of 2,000 villages is filtered
 * for each keystroke in some forms: a column is looked up in it, and not compared 2,000 times. Null when the filter
 * says nothing of the kind, or counts positions.
 */
export function columnLookup(filter: Expression): ColumnLookup | null {
  if (countsPositions(filter)) return null;
  const parts = conjunction(filter);
  for (const [at, part] of parts.entries()) {
    const equality = equalityOf(part);
    if (equality === null) continue;
    const [first, ...others] = parts.filter((_, place) => place !== at);
    if (first === undefined) return { ...equality, rest: null };
    const rest = others.map((operand) => ({ operator: 'and' as const, operand }));
    return { ...equality, rest: rest.length === 0 ? first : { kind: 'operation', first, rest } };
  }
  return null;
}

function conjunction(filter: Expression): readonly Expression[] {
  if (filter.kind !== 'operation' || filter.rest.some(({ operator }) => operator !== 'and')) return [filter];
  return [filter.first, ...filter.rest.map(({ operand }) => operand)];
}

function equalityOf(part: Expression): { readonly column: string; readonly wanted: Expression } | null {
  if (part.kind !== 'operation' || part.rest.length !== 1) return null;
  const [equals] = part.rest;
  if (equals?.operator !== '=') return null;
  const { first } = part;
  const { operand } = equals;
  const left = columnOf(first);
  if (left !== null && isElsewhere(operand)) return { column: left, wanted: operand };
  const right = columnOf(operand);
  return right !== null && isElsewhere(first) ? { column: right, wanted: first } : null;
}

/** The name, when the expression is a path of one step to a child of the item. */
function columnOf(expression: Expression): string | null {
  if (expression.kind !== 'path' || expression.base !== null) return null;
  const [step, ...more] = expression.steps;
  return step === undefined || more.length > 0 ? null : childName(step);
}

const childName = ({ axis, test, predicates }: Step): string | null =>
  axis === 'child' && test.kind === 'name' && test.name !== '*' && predicates.length === 0 ? test.name : null;

/** Nodes that are the same whichever item is asked: both sides are nodes then, and compared by their texts. */
function isElsewhere(expression: Expression): boolean {
  if (expression.kind === 'reference') return true;
  if (expression.kind !== 'path' || expression.steps.some(({ predicates }) => predicates.length > 0))
    return false;
  const { base, steps } = expression;
  return base === null ? steps[0]?.axis === 'root' : base.kind === 'call' && base.name === 'current';
}

function countsPositions(expression: Expression): boolean {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'reference':
      return false;
    case 'negate':
      return countsPositions(expression.operand);
    case 'operation':
      return (
        countsPositions(expression.first) || expression.rest.some(({ operand }) => countsPositions(operand))
      );
    case 'call':
      return (
        expression.name === 'position' || expression.name === 'last' || expression.args.some(countsPositions)
      );
    case 'filter':
    case 'path':
      return false; // positions inside are those of other nodes
  }
}
