import { RE2JS } from 're2js';
import { type EvaluationFrame, spendBudget } from './compiled.ts';
import { EvaluationFault } from './expression.ts';

/** A regular expression of a form. */
export interface RegexPattern {
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
export function matchesWholeText({ compiled }: RegexPattern, text: string, frame: EvaluationFrame): boolean {
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
