import type { Expression, LocationPath } from './expression.ts';
import { parseExpression } from './parser.ts';

/** What an expression asks of the form: questions by name, and paths as they are written. */
export type Reference =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'path'; readonly path: LocationPath; readonly at: number };

/** Every reference and every path of an expression, in the order of the text; also those that a text holds. */
export function referencesOf(expression: Expression): readonly Reference[] {
  const found: Reference[] = [];
  forEachPart(expression, (part) => {
    if (part.kind === 'reference') found.push({ kind: 'name', name: part.name, at: part.at });
    // With a base, the reference or the call before it says where it begins.
    else if (part.kind === 'path' && part.base === null)
      found.push({ kind: 'path', path: part, at: part.at });
    else found.push(...referencesInText(part));
  });
  return found;
}

/** `jr:choice-name(${town}, '${town}')` names its question in a text. */
function referencesInText(part: Expression): readonly Reference[] {
  const named = part.kind === 'call' && part.name === 'jr:choice-name' ? part.args[1] : undefined;
  if (named?.kind !== 'text') return [];
  const parsed = parseExpression(named.value);
  return parsed.ok ? referencesOf(parsed.value).map((one) => ({ ...one, at: named.at })) : [];
}

/** An expression and all in it, outer parts first. The parser bounds the depth, so this cannot overflow. */
export function forEachPart(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression);
  for (const part of partsOf(expression)) forEachPart(part, visit);
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'text':
    case 'number':
    case 'reference':
      return [];
    case 'call':
      return expression.args;
    case 'negate':
      return [expression.operand];
    case 'operation':
      return [expression.first, ...expression.rest.map(({ operand }) => operand)];
    case 'filter':
      return [expression.base, ...expression.predicates];
    case 'path':
      return [
        ...(expression.base === null ? [] : [expression.base]),
        ...expression.steps.flatMap(({ predicates }) => predicates),
      ];
  }
}
