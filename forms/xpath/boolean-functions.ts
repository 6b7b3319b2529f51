import { RE2JS } from 're2js';
import type { XPathNode } from '../xml/xml-node.ts';
import {
  type CompiledExpression,
  createBooleanResult,
  createNumberResult,
  createTextResult,
  type EvaluationFrame,
  spendBudget,
} from './compiled.ts';
import { EvaluationFault } from './evaluation-fault.ts';
import { argumentBooleans, argumentNumbers } from './function-arguments.ts';
import { argumentAt, defineBooleanFunction, type FunctionDefinitions } from './function-definition.ts';
import type { XPathValue } from './value.ts';

/** A regular expression of a form. */
interface RegexPattern {
  readonly text: string;
  readonly compiled: RE2JS;
}

/** Longer than any pattern of a person. */
const maximumPatternLength = 2_000;
/**
 * Largest number of states of a pattern: the cost of one character of an answer. Those of real forms have fewer than
 * 100.
 */
const maximumPatternStates = 5_000;

/**
 * Compile a pattern for an engine without backtracking: no pattern is slow, some are refused. Unsupported are
 * lookahead, back references, and repetitions that would become huge. Faults with `regex.unsupported`.
 */
export function compileRegexPattern(text: string): RegexPattern {
  if (text.length > maximumPatternLength)
    throw new EvaluationFault(
      'regex.unsupported',
      `The pattern has more than ${maximumPatternLength} characters. Shorten it.`,
    );
  if (estimatePatternStates(text) > maximumPatternStates)
    throw new EvaluationFault(
      'regex.unsupported',
      `The pattern ${text} repeats too much. Lower the numbers in { }.`,
    );
  try {
    return { text, compiled: RE2JS.compile(text) };
  } catch {
    throw new EvaluationFault(
      'regex.unsupported',
      `The pattern ${text} cannot be used. Look-ahead (?=…) and back-references \\1 do not work here; write it without them.`,
    );
  }
}

/**
 * Return whether the pattern matches the whole text, as ODK's documentation defines it. Its cost is taken from the
 * budget first.
 */
function matchesWholeText({ compiled }: RegexPattern, text: string, frame: EvaluationFrame): boolean {
  spendBudget(frame, (compiled.programSize() * text.length) >>> 3);
  return compiled.matches(text);
}

const repetitionPattern = /\{(\d{1,9})(?:,(\d{0,9}))?\}/y;

/**
 * Estimate the states of a pattern from its text alone. Compiling one that is too large would take the time that this
 * saves.
 */
function estimatePatternStates(pattern: string): number {
  const around: number[] = [];
  let sum = 0;
  let last = 0; // states of the part before a repetition sign
  for (let at = 0; at < pattern.length; at += 1) {
    const sign = pattern[at];
    repetitionPattern.lastIndex = at;
    const repeated = sign === '{' ? repetitionPattern.exec(pattern) : null;
    if (repeated) {
      const times = Math.max(1, Number(repeated[1]), Number(repeated[2] ?? 0));
      sum += last * (times - 1);
      last *= times;
      at += repeated[0].length - 1;
    } else if (sign === '(') {
      around.push(sum);
      sum = 0;
    } else if (sign === ')') {
      last = sum + 2;
      sum = last + (around.pop() ?? 0);
    } else {
      last = 1;
      sum += 1;
      if (sign === '\\') at += 1;
      else if (sign === '[') at = endOfCharacterClass(pattern, at);
    }
  }
  return around.reduce((all, one) => all + one, sum);
}

/** End of a character class in brackets. */
function endOfCharacterClass(pattern: string, start: number): number {
  let at = start + (pattern[start + 1] === '^' ? 2 : 1);
  if (pattern[at] === ']') at += 1; // a first bracket is literal
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}

/** XPath 1.0, 4.3, and ODK's additions: conditions, choices, checklists, patterns. */
export const booleanFunctions: FunctionDefinitions = {
  true: { minimumArguments: 0, maximumArguments: 0, build: () => createBooleanResult(() => true) },
  false: { minimumArguments: 0, maximumArguments: 0, build: () => createBooleanResult(() => false) },
  boolean: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => {
      const valueExpression = argumentAt(args, 0);
      return createBooleanResult((frame) => valueExpression.truth(frame));
    },
  },
  not: {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => {
      const valueExpression = argumentAt(args, 0);
      return createBooleanResult((frame) => !valueExpression.truth(frame));
    },
  },
  'boolean-from-string': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) =>
      createBooleanResult((frame) => {
        const text = argumentAt(args, 0).text(frame);
        return text === 'true' || text === '1';
      }),
  },
  if: {
    minimumArguments: 3,
    maximumArguments: 3,
    build: (args) => new ConditionalExpression(argumentAt(args, 0), argumentAt(args, 1), argumentAt(args, 2)),
  },
  selected: defineBooleanFunction(isCodeSelected),
  'selected-at': {
    minimumArguments: 2,
    maximumArguments: 2,
    build: (args) =>
      createTextResult(
        (frame) =>
          selectedCodesOf(argumentAt(args, 0).text(frame))[Math.trunc(argumentAt(args, 1).number(frame))] ??
          '',
      ),
  },
  'count-selected': {
    minimumArguments: 1,
    maximumArguments: 1,
    build: (args) => createNumberResult((frame) => selectedCodesOf(argumentAt(args, 0).text(frame)).length),
  },
  checklist: {
    minimumArguments: 2,
    maximumArguments: Infinity,
    build: ([least, most, ...items]) =>
      createBooleanResult((frame) => {
        const count = argumentBooleans(items, frame).filter((isTrue) => isTrue).length;
        return isWithinBounds(count, least?.number(frame) ?? -1, most?.number(frame) ?? -1);
      }),
  },
  'weighted-checklist': {
    minimumArguments: 2,
    maximumArguments: Infinity,
    build: ([least, most, ...pairs]) =>
      createBooleanResult((frame) => {
        const truths = argumentBooleans(
          pairs.filter((_, at) => at % 2 === 0),
          frame,
        );
        const weights = argumentNumbers(
          pairs.filter((_, at) => at % 2 === 1),
          frame,
        );
        const sum = truths.reduce((all, isTrue, at) => (isTrue ? all + (weights[at] ?? 0) : all), 0);
        return isWithinBounds(sum, least?.number(frame) ?? -1, most?.number(frame) ?? -1);
      }),
  },
  regex: {
    minimumArguments: 2,
    maximumArguments: 2,
    build: (args) => {
      const [textExpression, pattern] = [argumentAt(args, 0), argumentAt(args, 1)];
      // The pattern is nearly always a literal: the last one is kept.
      let keptRegexPattern: RegexPattern | null = null;
      return createBooleanResult((frame) => {
        const asked = pattern.text(frame);
        if (keptRegexPattern?.text !== asked) keptRegexPattern = compileRegexPattern(asked);
        return matchesWholeText(keptRegexPattern, textExpression.text(frame), frame);
      });
    },
  },
};

/** -1 means no bound. */
const isWithinBounds = (count: number, least: number, most: number): boolean =>
  (least === -1 || count >= least) && (most === -1 || count <= most);

/** The codes of an answer with several choices. */
const selectedCodesOf = (text: string): readonly string[] => text.split(/\s/).filter((code) => code !== '');

/** Return whether the code is one of those in an answer. A blank code is in a blank answer. */
function isCodeSelected(answer: string, wanted: string): boolean {
  const code = wanted.trim();
  if (code === '') return answer.trim() === '';
  return answer.includes(code) && selectedCodesOf(answer).includes(code);
}

/** Evaluates only the chosen branch, and only for the wanted kind of value. */
class ConditionalExpression implements CompiledExpression {
  readonly type: CompiledExpression['type'];
  readonly #condition: CompiledExpression;
  readonly #yes: CompiledExpression;
  readonly #no: CompiledExpression;

  constructor(condition: CompiledExpression, yes: CompiledExpression, no: CompiledExpression) {
    this.type = yes.type === no.type ? yes.type : 'any';
    this.#condition = condition;
    this.#yes = yes;
    this.#no = no;
  }
  value(frame: EvaluationFrame): XPathValue {
    return this.#chosen(frame).value(frame);
  }
  text(frame: EvaluationFrame): string {
    return this.#chosen(frame).text(frame);
  }
  number(frame: EvaluationFrame): number {
    return this.#chosen(frame).number(frame);
  }
  truth(frame: EvaluationFrame): boolean {
    return this.#chosen(frame).truth(frame);
  }
  nodes(frame: EvaluationFrame): readonly XPathNode[] {
    return this.#chosen(frame).nodes(frame);
  }
  #chosen(frame: EvaluationFrame): CompiledExpression {
    return this.#condition.truth(frame) ? this.#yes : this.#no;
  }
}
