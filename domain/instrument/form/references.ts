import { childStep, type Expression, parentStep, rootStep, type Step } from '../expression/expression.ts';
import { commonRepeat, isRepeat, type Place, type Plan } from './plan.ts';

/**
 * The way from a node to what it refers to. Within the innermost repeat around both, it goes up to the row that they
 * share and down again; else from the root. `every` asks for all nodes of that place, whatever their row.
 */
export function stepsTo(target: Place, at: Place, every: boolean): readonly Step[] {
  const shared = every ? null : commonRepeat(target, at);
  if (shared === null) return [rootStep, ...target.path.map(named)];
  const up = at.path.slice(shared.path.length).map(() => parentStep);
  return [...up, ...target.path.slice(shared.path.length).map(named)];
}

/**
 * Absolute paths mean the rows that the expression itself stands in: `/data/person/age` asked from within `person` is
 * the age of that person. A path that ends at the repeat means all its rows.
 */
export function inOwnRows(expression: Expression, at: Place, plan: Plan): Expression {
  if (at.repeats.length === 0 && !isRepeat(at)) return expression;
  const visit = (one: Expression): Expression => inOwnRows(one, at, plan);
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'reference':
      return expression;
    case 'negate':
      return { ...expression, operand: visit(expression.operand) };
    case 'operation':
      return {
        ...expression,
        first: visit(expression.first),
        rest: expression.rest.map((part) => ({ ...part, operand: visit(part.operand) })),
      };
    case 'filter':
      return {
        ...expression,
        base: visit(expression.base),
        predicates: expression.predicates.map(visit),
      };
    case 'call': {
      // Which rows are meant is said by its own arguments: repeats stand at 1, 3, 5, ..., their numbers after them.
      const keeps = (place: number): boolean =>
        expression.name === 'indexed-repeat' && (place === 0 || place % 2 === 1);
      return { ...expression, args: expression.args.map((arg, place) => (keeps(place) ? arg : visit(arg))) };
    }
    case 'path': {
      const steps = expression.steps.map((step) => ({ ...step, predicates: step.predicates.map(visit) }));
      if (expression.base !== null) return { ...expression, base: visit(expression.base), steps };
      const own = fromOwnRow(steps, at, plan);
      if (own === null) return { ...expression, steps };
      return {
        ...expression,
        base: { kind: 'call', name: 'current', args: [], at: expression.at },
        steps: own,
      };
    }
  }
}

/** Tells the names that an expression refers to by `${name}`. */
export function eachName(expression: Expression, tell: (name: string) => void): void {
  switch (expression.kind) {
    case 'text':
    case 'number':
      return;
    case 'reference':
      tell(expression.name);
      return;
    case 'negate':
      eachName(expression.operand, tell);
      return;
    case 'operation':
      eachName(expression.first, tell);
      for (const { operand } of expression.rest) eachName(operand, tell);
      return;
    case 'filter':
      eachName(expression.base, tell);
      for (const predicate of expression.predicates) eachName(predicate, tell);
      return;
    case 'call':
      for (const arg of expression.args) eachName(arg, tell);
      return;
    case 'path':
      if (expression.base !== null) eachName(expression.base, tell);
      for (const { predicates } of expression.steps) for (const one of predicates) eachName(one, tell);
  }
}

/** The steps from the expression's own node; null when the path does not lead through a row around it. */
function fromOwnRow(steps: readonly Step[], at: Place, plan: Plan): readonly Step[] | null {
  if (steps[0]?.axis !== 'root') return null;
  const around = isRepeat(at) ? [...at.repeats, at] : at.repeats;
  let place: Place = plan.root;
  let own: { readonly repeat: Place; readonly rest: readonly Step[] } | null = null;
  for (const [index, step] of steps.entries()) {
    if (index === 0) continue;
    const next = index === 1 ? (isNamed(step, plan.root) ? plan.root : null) : childBy(place, step);
    if (next === null) break;
    place = next;
    if (isRepeat(place) && around.includes(place) && index < steps.length - 1)
      own = { repeat: place, rest: steps.slice(index + 1) };
  }
  if (own === null) return null;
  const up = at.path.slice(own.repeat.path.length).map(() => parentStep);
  return [...up, ...own.rest];
}

const childBy = (place: Place, step: Step): Place | null =>
  place.children.find((child) => isNamed(step, child)) ?? null;

function isNamed({ axis, test, predicates }: Step, place: Place): boolean {
  if (axis !== 'child' || predicates.length > 0 || test.kind !== 'name') return false;
  return test.name === localName(place.path.at(-1) ?? '');
}

const named = (name: string): Step => childStep(localName(name));
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
