import { compileRegexPattern } from './boolean-functions.ts';
import { EvaluationFault, type ExpressionProblem } from './evaluation-fault.ts';
import type { FunctionCall, LocationPath, XPathExpression } from './expression.ts';
import { functionByName } from './function-library.ts';
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
  const expressionProblems: ExpressionProblem[] = [];
  visitSubexpressions(expression, (part) => {
    if (part.kind === 'call') expressionProblems.push(...checkFunctionCall(part));
  });
  for (const expressionReference of findReferences(expression)) {
    if (expressionReference.kind !== 'name' || isQuestion(expressionReference.name)) continue;
    const message = `There is no question called “${expressionReference.name}”. Correct the name in \${${expressionReference.name}}.`;
    expressionProblems.push({ code: 'reference.unknown', message, at: expressionReference.at });
  }
  return expressionProblems.sort(
    (expressionProblem, otherExpressionProblem) => expressionProblem.at - otherExpressionProblem.at,
  );
}

/** A reference of an expression to the form: a question by name, or a path as written. */
type ExpressionReference =
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'path'; readonly path: LocationPath; readonly at: number };

/** Every reference and every path of an expression, in the order of the text; also those inside text literals. */
export function findReferences(expression: XPathExpression): readonly ExpressionReference[] {
  const foundExpressionReferences: ExpressionReference[] = [];
  visitSubexpressions(expression, (part) => {
    if (part.kind === 'reference')
      foundExpressionReferences.push({ kind: 'name', name: part.name, at: part.at });
    // With a base, the reference or the call before it gives its start.
    else if (part.kind === 'path' && part.base === null)
      foundExpressionReferences.push({ kind: 'path', path: part, at: part.at });
    else foundExpressionReferences.push(...findReferencesInText(part));
  });
  return foundExpressionReferences;
}

/** `jr:choice-name(${town}, '${town}')` names its question in a text. */
function findReferencesInText(part: XPathExpression): readonly ExpressionReference[] {
  const named = part.kind === 'call' && part.name === 'jr:choice-name' ? part.args[1] : undefined;
  if (named?.kind !== 'text') return [];
  const parsed = parseExpression(named.value);
  return parsed.ok
    ? findReferences(parsed.value).map((expressionReference) => ({ ...expressionReference, at: named.at }))
    : [];
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
  const functionDefinition = functionByName.get(name);
  if (functionDefinition === undefined) {
    const meant = [...functionByName.keys()].find(
      (known) => normalizeFunctionName(known) === normalizeFunctionName(name),
    );
    const advice = meant === undefined ? 'Check its name.' : `Write ${meant}().`;
    return [{ code: 'function.unknown', message: `There is no function ${name}(). ${advice}`, at }];
  }
  const { minimumArguments: least, maximumArguments: most } = functionDefinition;
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
