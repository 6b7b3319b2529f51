import type { Call, Expression } from './expression.ts';
import { functions } from './functions/functions.ts';
import { compiledPattern } from './functions/pattern.ts';
import { type ExpressionProblem, Fault } from './problem.ts';
import { forEachPart, referencesOf } from './references-of.ts';

/**
 * What is wrong with an expression before it was ever evaluated: functions that there are not, wrong numbers of
 * arguments, patterns that cannot be used, names of questions that there are not. All of it, in the order of the text.
 */
export function checkExpression(
  expression: Expression,
  isQuestion: (name: string) => boolean,
): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  forEachPart(expression, (part) => {
    if (part.kind === 'call') problems.push(...checkCall(part));
  });
  for (const reference of referencesOf(expression)) {
    if (reference.kind !== 'name' || isQuestion(reference.name)) continue;
    const message = `There is no question called “${reference.name}”. Correct the name in \${${reference.name}}.`;
    problems.push({ code: 'reference.unknown', message, at: reference.at });
  }
  return problems.sort((one, other) => one.at - other.at);
}

function checkCall({ name, args, at }: Call): readonly ExpressionProblem[] {
  const definition = functions.get(name);
  if (definition === undefined) {
    const meant = [...functions.keys()].find((known) => plain(known) === plain(name));
    const advice = meant === undefined ? 'Check its name.' : `Write ${meant}().`;
    return [{ code: 'function.unknown', message: `There is no function ${name}(). ${advice}`, at }];
  }
  const { least, most } = definition;
  if (args.length < least || args.length > most) {
    const message = `${name}() takes ${countOf(least, most)}, not ${args.length}. Check the brackets and commas.`;
    return [{ code: 'function.arguments', message, at }];
  }
  const pattern = name === 'regex' ? args[1] : undefined;
  return pattern?.kind === 'text' ? checkPattern(pattern.value, pattern.at) : [];
}

/** Without what people confuse: capitals, and `_` for `-`. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_:]/g, '');

function countOf(least: number, most: number): string {
  const words = (count: number): string => (count === 1 ? '1 argument' : `${count} arguments`);
  if (least === most) return words(least);
  return most === Infinity ? `${words(least)} or more` : `${least} to ${words(most)}`;
}

function checkPattern(pattern: string, at: number): readonly ExpressionProblem[] {
  try {
    compiledPattern(pattern);
    return [];
  } catch (fault) {
    if (fault instanceof Fault) return [{ code: 'regex.unsupported', message: fault.problem.message, at }];
    throw fault;
  }
}
