import { type Compiled, type Frame, ofNumber, ofText, ofTruth } from '../compiled.ts';
import type { TreeNode } from '../tree-node.ts';
import type { Value } from '../value.ts';
import { argument, type Definitions, truthOf } from './definition.ts';
import { compiledPattern, fits, type Pattern } from './pattern.ts';
import { numbersOf, truthsOf } from './spread.ts';

/** XPath 1.0, 4.3, and what ODK adds: conditions, choices, checklists, patterns. */
export const truthFunctions: Definitions = {
  true: { least: 0, most: 0, build: () => ofTruth(() => true) },
  false: { least: 0, most: 0, build: () => ofTruth(() => false) },
  boolean: {
    least: 1,
    most: 1,
    build: (args) => {
      const value = argument(args, 0);
      return ofTruth((frame) => value.truth(frame));
    },
  },
  not: {
    least: 1,
    most: 1,
    build: (args) => {
      const value = argument(args, 0);
      return ofTruth((frame) => !value.truth(frame));
    },
  },
  'boolean-from-string': {
    least: 1,
    most: 1,
    build: (args) =>
      ofTruth((frame) => {
        const text = argument(args, 0).text(frame);
        return text === 'true' || text === '1';
      }),
  },
  if: {
    least: 3,
    most: 3,
    build: (args) => new Choosing(argument(args, 0), argument(args, 1), argument(args, 2)),
  },
  selected: truthOf(isSelected),
  'selected-at': {
    least: 2,
    most: 2,
    build: (args) =>
      ofText(
        (frame) => codesOf(argument(args, 0).text(frame))[Math.trunc(argument(args, 1).number(frame))] ?? '',
      ),
  },
  'count-selected': {
    least: 1,
    most: 1,
    build: (args) => ofNumber((frame) => codesOf(argument(args, 0).text(frame)).length),
  },
  checklist: {
    least: 2,
    most: Infinity,
    build: ([least, most, ...items]) =>
      ofTruth((frame) => {
        const count = truthsOf(items, frame).filter((isTrue) => isTrue).length;
        return isWithin(count, least?.number(frame) ?? -1, most?.number(frame) ?? -1);
      }),
  },
  'weighted-checklist': {
    least: 2,
    most: Infinity,
    build: ([least, most, ...pairs]) =>
      ofTruth((frame) => {
        const truths = truthsOf(
          pairs.filter((_, at) => at % 2 === 0),
          frame,
        );
        const weights = numbersOf(
          pairs.filter((_, at) => at % 2 === 1),
          frame,
        );
        const sum = truths.reduce((all, isTrue, at) => (isTrue ? all + (weights[at] ?? 0) : all), 0);
        return isWithin(sum, least?.number(frame) ?? -1, most?.number(frame) ?? -1);
      }),
  },
  regex: {
    least: 2,
    most: 2,
    build: (args) => {
      const [text, pattern] = [argument(args, 0), argument(args, 1)];
      // The pattern is nearly always a literal: the last one is kept.
      let kept: Pattern | null = null;
      return ofTruth((frame) => {
        const asked = pattern.text(frame);
        if (kept?.text !== asked) kept = compiledPattern(asked);
        return fits(kept, text.text(frame), frame);
      });
    },
  },
};

/** -1 says that there is no bound. */
const isWithin = (count: number, least: number, most: number): boolean =>
  (least === -1 || count >= least) && (most === -1 || count <= most);

/** The codes of an answer with several choices. */
const codesOf = (text: string): readonly string[] => text.split(/\s/).filter((code) => code !== '');

/** Is the code one of those in an answer? A blank code is in a blank answer. */
function isSelected(answer: string, wanted: string): boolean {
  const code = wanted.trim();
  if (code === '') return answer.trim() === '';
  return answer.includes(code) && codesOf(answer).includes(code);
}

/** Only the side that is chosen is evaluated, and asked for no other kind of value than is wanted. */
class Choosing implements Compiled {
  readonly type: Compiled['type'];
  readonly #condition: Compiled;
  readonly #yes: Compiled;
  readonly #no: Compiled;

  constructor(condition: Compiled, yes: Compiled, no: Compiled) {
    this.type = yes.type === no.type ? yes.type : 'any';
    this.#condition = condition;
    this.#yes = yes;
    this.#no = no;
  }
  value(frame: Frame): Value {
    return this.#chosen(frame).value(frame);
  }
  text(frame: Frame): string {
    return this.#chosen(frame).text(frame);
  }
  number(frame: Frame): number {
    return this.#chosen(frame).number(frame);
  }
  truth(frame: Frame): boolean {
    return this.#chosen(frame).truth(frame);
  }
  nodes(frame: Frame): readonly TreeNode[] {
    return this.#chosen(frame).nodes(frame);
  }
  #chosen(frame: Frame): Compiled {
    return this.#condition.truth(frame) ? this.#yes : this.#no;
  }
}
