import {
  type CompiledExpression,
  createNumberResult,
  createTextResult,
  type EvaluationFrame,
  spendTextBudget,
} from './compiled.ts';
import { argumentTexts } from './function-arguments.ts';
import {
  argumentAt,
  argumentOrContextText,
  defineBooleanFunction,
  defineTextFunction,
  type FunctionDefinitions,
} from './function-definition.ts';

/** XPath 1.0, 4.2, and ODK's additions. */
export const textFunctions: FunctionDefinitions = {
  string: {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createTextResult((frame) => argumentOrContextText(args, frame)),
  },
  concat: {
    minimumArguments: 0,
    maximumArguments: Infinity,
    build: (args) => compileTextJoin(args, () => ''),
  },
  join: {
    minimumArguments: 1,
    maximumArguments: Infinity,
    build: ([glue, ...partExpressions]) =>
      compileTextJoin(partExpressions, (frame) => glue?.text(frame) ?? ''),
  },
  'starts-with': defineBooleanFunction((text, beginning) => text.startsWith(beginning)),
  'ends-with': defineBooleanFunction((text, end) => text.endsWith(end)),
  contains: defineBooleanFunction((text, part) => text.includes(part)),
  'substring-before': defineTextFunction(
    (text = '', part = '') => text.slice(0, Math.max(0, text.indexOf(part))),
    2,
  ),
  'substring-after': defineTextFunction(
    (text = '', part = '') => (text.includes(part) ? text.slice(text.indexOf(part) + part.length) : ''),
    2,
  ),
  substring: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) => {
      const [textExpression, start, length] = [argumentAt(args, 0), argumentAt(args, 1), args[2]];
      return createTextResult((frame) =>
        xpathSubstring(textExpression.text(frame), start.number(frame), length?.number(frame)),
      );
    },
  },
  substr: {
    minimumArguments: 2,
    maximumArguments: 3,
    build: (args) => {
      const [textExpression, start, end] = [argumentAt(args, 0), argumentAt(args, 1), args[2]];
      return createTextResult((frame) =>
        odkSubstring(textExpression.text(frame), start.number(frame), end?.number(frame)),
      );
    },
  },
  'string-length': {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createNumberResult((frame) => argumentOrContextText(args, frame).length),
  },
  'normalize-space': {
    minimumArguments: 0,
    maximumArguments: 1,
    build: (args) => createTextResult((frame) => normalizeSpace(argumentOrContextText(args, frame))),
  },
  translate: defineTextFunction((text = '', from = '', to = '') => translateLetters(text, from, to), 3),
};

/** `substring()` of XPath 1.0: positions from 1, rounded, and NaN is outside of every text. */
function xpathSubstring(text: string, start: number, length: number | undefined): string {
  const from = roundXPathPosition(start);
  const to = length === undefined ? Infinity : from + roundXPathPosition(length);
  if (Number.isNaN(from) || Number.isNaN(to)) return '';
  return text.slice(Math.max(0, from - 1), Math.max(0, to - 1));
}

const roundXPathPosition = (value: number): number => Math.floor(value + 0.5);

/** `substr()` of ODK: positions from 0, the end is not included, negative ones count from the end. */
function odkSubstring(text: string, start: number, end: number | undefined): string {
  const from = clampTextPosition(text, start);
  const to = end === undefined ? text.length : clampTextPosition(text, end);
  return from < to ? text.slice(from, to) : '';
}

function clampTextPosition(text: string, at: number): number {
  const whole = Number.isNaN(at) ? 0 : Math.trunc(at);
  return Math.min(Math.max(0, whole < 0 ? text.length + whole : whole), text.length);
}

/** White space of XML at the ends removed, elsewhere a single blank. */
const normalizeSpace = (text: string): string =>
  text
    .split(/[ \t\r\n]/)
    .filter((word) => word !== '')
    .join(' ');

/** `translate()`: each letter of `from` by the one at its place in `to`; the first place of a letter counts. */
function translateLetters(text: string, from: string, to: string): string {
  const letters = new Map<string, string>();
  const targets = Array.from(to);
  for (const [at, letter] of Array.from(from).entries())
    if (!letters.has(letter)) letters.set(letter, targets[at] ?? '');
  return Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
}

/** Texts of all arguments, one for each node. */
function compileTextJoin(
  args: readonly CompiledExpression[],
  glue: (frame: EvaluationFrame) => string,
): CompiledExpression {
  return createTextResult((frame) => {
    const between = glue(frame);
    let joined = '';
    let isFirst = true;
    for (const text of argumentTexts(args, frame)) {
      joined += isFirst ? text : between + text;
      isFirst = false;
      if (joined.length > 100_000) spendTextBudget(frame, joined); // before it grows further
    }
    return spendTextBudget(frame, joined);
  });
}
