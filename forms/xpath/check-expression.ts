import {
  type FunctionCall,
  type LocationPath,
  type XPathExpression,
  EvaluationFault,
  type ExpressionProblem,
} from './expression.ts';
import { functionByName } from './function-library.ts';
import { compileRegexPattern } from './boolean-functions.ts';
import { parseExpression } from './parser.ts';

/**
 * Check an expression before any evaluation: unknown functions, wrong numbers of arguments, unusable patterns,
 * unknown names of questions.
 * @returns all problems, in the order of the text
 */
export function checkExpression(
  expression: XPathExpression,
  isQuestion: (name: string) => boolean,
): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  visitSubexpressions(expression, (part) => {
    if (part.kind === 'call') problems.push(...checkFunctionCall(part));
  });
  for (const reference of findReferences(expression)) {
    if (reference.kind !== 'name' || isQuestion(reference.name)) continue;
    const message = `There is no question called “${reference.name}”. Correct the name in \${${reference.name}}.`;
    problems.push({ code: 'reference.unknown', message, at: reference.at });
  }
  return problems.sort((one, other) => one.at - other.at);
}

/** A value or status that follows from others, such as a calculation. */
export interface DependentValue {
  readonly id: string;
  /** The author's name, for the message. */
  readonly name: string;
  /** Ids of its sources; sources that depend on nothing may be missing. */
  readonly dependsOn: readonly string[];
}

/** A circle of dependencies: none of its members ever has a value. */
interface DependencyCycle {
  readonly ids: readonly string[];
  /** `${a} -> ${b} -> ${a}`. */
  readonly path: string;
}

/**
 * Find one cycle for each knot of dependents, in the order of the list. An empty list means that all can be
 * evaluated.
 */
export function findDependencyCycles(dependents: readonly DependentValue[]): readonly DependencyCycle[] {
  const byId = new Map(dependents.map((one) => [one.id, one]));
  const done = new Set<string>();
  const cycles: DependencyCycle[] = [];

  for (const start of dependents) {
    // With a stack of its own: a chain may be as long as a form.
    const way: { readonly dependent: DependentValue; next: number }[] = [];
    const placeById = new Map<string, number>();
    const enter = (dependent: DependentValue): void => {
      placeById.set(dependent.id, way.length);
      way.push({ dependent, next: 0 });
    };
    if (!done.has(start.id)) enter(start);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const { dependent, next } = here;
      here.next += 1;
      const id = dependent.dependsOn[next];
      if (id === undefined) {
        way.pop();
        placeById.delete(dependent.id);
        done.add(dependent.id);
        continue;
      }
      const place = placeById.get(id);
      const needed = byId.get(id);
      if (place !== undefined) {
        cycles.push(describeCycle(way.slice(place).map((step) => step.dependent)));
        // The whole way leads into this cycle, which is reported once.
        for (const step of way) done.add(step.dependent.id);
        break;
      }
      if (needed !== undefined && !done.has(id)) enter(needed);
    }
  }
  return cycles;
}

function describeCycle(round: readonly DependentValue[]): DependencyCycle {
  const names = round.map(({ name }) => `\${${name}}`);
  return { ids: round.map(({ id }) => id), path: [...names, names[0] ?? ''].join(' -> ') };
}

/** A reference of an expression to the form: a question by name, or a path as written. */
type ExpressionReference =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'path'; readonly path: LocationPath; readonly at: number };

/** Every reference and every path of an expression, in the order of the text; also those inside text literals. */
export function findReferences(expression: XPathExpression): readonly ExpressionReference[] {
  const found: ExpressionReference[] = [];
  visitSubexpressions(expression, (part) => {
    if (part.kind === 'reference') found.push({ kind: 'name', name: part.name, at: part.at });
    // With a base, the reference or the call before it gives its start.
    else if (part.kind === 'path' && part.base === null)
      found.push({ kind: 'path', path: part, at: part.at });
    else found.push(...findReferencesInText(part));
  });
  return found;
}

/** `jr:choice-name(${town}, '${town}')` names its question in a text. */
function findReferencesInText(part: XPathExpression): readonly ExpressionReference[] {
  const named = part.kind === 'call' && part.name === 'jr:choice-name' ? part.args[1] : undefined;
  if (named?.kind !== 'text') return [];
  const parsed = parseExpression(named.value);
  return parsed.ok ? findReferences(parsed.value).map((one) => ({ ...one, at: named.at })) : [];
}

/** An expression and all in it, outer parts first. The parser bounds the depth, so this cannot overflow. */
function visitSubexpressions(expression: XPathExpression, visit: (part: XPathExpression) => void): void {
  visit(expression);
  for (const part of subexpressionsOf(expression)) visitSubexpressions(part, visit);
}

function subexpressionsOf(expression: XPathExpression): readonly XPathExpression[] {
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

function checkFunctionCall({ name, args, at }: FunctionCall): readonly ExpressionProblem[] {
  const definition = functionByName.get(name);
  if (definition === undefined) {
    const meant = [...functionByName.keys()].find(
      (known) => normalizeFunctionName(known) === normalizeFunctionName(name),
    );
    const advice = meant === undefined ? 'Check its name.' : `Write ${meant}().`;
    return [{ code: 'function.unknown', message: `There is no function ${name}(). ${advice}`, at }];
  }
  const { minimumArguments: least, maximumArguments: most } = definition;
  if (args.length < least || args.length > most) {
    const message = `${name}() takes ${argumentCountText(least, most)}, not ${args.length}. Check the brackets and commas.`;
    return [{ code: 'function.arguments', message, at }];
  }
  const pattern = name === 'regex' ? args[1] : undefined;
  return pattern?.kind === 'text' ? checkRegexPattern(pattern.value, pattern.at) : [];
}

/** Without commonly confused signs: capitals, and `_` for `-`. */
const normalizeFunctionName = (name: string): string => name.toLowerCase().replace(/[-_:]/g, '');

function argumentCountText(least: number, most: number): string {
  const words = (count: number): string => (count === 1 ? '1 argument' : `${count} arguments`);
  if (least === most) return words(least);
  return most === Infinity ? `${words(least)} or more` : `${least} to ${words(most)}`;
}

function checkRegexPattern(pattern: string, at: number): readonly ExpressionProblem[] {
  try {
    compileRegexPattern(pattern);
    return [];
  } catch (fault) {
    if (fault instanceof EvaluationFault)
      return [{ code: 'regex.unsupported', message: fault.problem.message, at }];
    throw fault;
  }
}
