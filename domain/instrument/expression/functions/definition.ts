import { type Compiled, ofNumber, ofText, ofTruth, spendText, textConstant } from '../compiled.ts';
import type { Site } from '../site.ts';
import type { Expression } from '../expression.ts';

/** A function of the library: how many arguments it takes, and what it becomes with them. */
export interface FunctionDefinition {
  readonly least: number;
  readonly most: number;
  build(args: readonly Compiled[], site: Site, written: readonly Expression[]): Compiled;
}

export type Definitions = Readonly<Record<string, FunctionDefinition>>;

const blank = textConstant('');

/** An argument that the definition's numbers guarantee; one that may be left out is blank. */
export const argument = (args: readonly Compiled[], at: number): Compiled => args[at] ?? blank;

/** Functions of one text, of two, of three. */
export const textOf = (
  calculate: (...texts: readonly string[]) => string,
  count: number,
): FunctionDefinition => ({
  least: count,
  most: count,
  build: (args) => ofText((frame) => spendText(frame, calculate(...args.map((one) => one.text(frame))))),
});

export const truthOf = (decide: (one: string, other: string) => boolean): FunctionDefinition => ({
  least: 2,
  most: 2,
  build: (args) => {
    const one = argument(args, 0);
    const other = argument(args, 1);
    return ofTruth((frame) => decide(one.text(frame), other.text(frame)));
  },
});

export const numberOf = (calculate: (value: number) => number): FunctionDefinition => ({
  least: 1,
  most: 1,
  build: (args) => {
    const value = argument(args, 0);
    return ofNumber((frame) => calculate(value.number(frame)));
  },
});

export const numberOfTwo = (calculate: (one: number, other: number) => number): FunctionDefinition => ({
  least: 2,
  most: 2,
  build: (args) => {
    const one = argument(args, 0);
    const other = argument(args, 1);
    return ofNumber((frame) => calculate(one.number(frame), other.number(frame)));
  },
});
