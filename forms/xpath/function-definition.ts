import {
  type CompiledExpression,
  createBooleanResult,
  createNumberResult,
  createTextConstant,
  createTextResult,
  type EvaluationFrame,
  type ExpressionCompiler,
  spendTextBudget,
} from './compiled.ts';
import type { XPathExpression } from './expression.ts';

/** A function of the library: its numbers of arguments, and its compilation. */
export interface FunctionDefinition {
  readonly minimumArguments: number;
  readonly maximumArguments: number;
  build(
    args: readonly CompiledExpression[],
    expressionCompiler: ExpressionCompiler,
    written: readonly XPathExpression[],
  ): CompiledExpression;
}

/** Of the argument, or of the context node when there is none. */
export const argumentOrContextText = (
  [arg]: readonly CompiledExpression[],
  frame: EvaluationFrame,
): string => (arg === undefined ? frame.node.text() : arg.text(frame));

export type FunctionDefinitions = Readonly<Record<string, FunctionDefinition>>;

const blankArgument = createTextConstant('');

/** An argument that the definition's numbers guarantee; an omitted one is blank. */
export const argumentAt = (args: readonly CompiledExpression[], at: number): CompiledExpression =>
  args[at] ?? blankArgument;

/** Functions of one text, of two, of three. */
export const defineTextFunction = (
  calculate: (...texts: readonly string[]) => string,
  count: number,
): FunctionDefinition => ({
  minimumArguments: count,
  maximumArguments: count,
  build: (args) =>
    createTextResult((frame) =>
      spendTextBudget(frame, calculate(...args.map((compiledExpression) => compiledExpression.text(frame)))),
    ),
});

/** Define a function of two texts that returns true or false. */
export const defineBooleanFunction = (
  decide: (one: string, other: string) => boolean,
): FunctionDefinition => ({
  minimumArguments: 2,
  maximumArguments: 2,
  build: (args) => {
    const compiledExpression = argumentAt(args, 0);
    const otherExpression = argumentAt(args, 1);
    return createBooleanResult((frame) =>
      decide(compiledExpression.text(frame), otherExpression.text(frame)),
    );
  },
});

/** Define a function of one number that returns a number. */
export const defineNumberFunction = (calculate: (value: number) => number): FunctionDefinition => ({
  minimumArguments: 1,
  maximumArguments: 1,
  build: (args) => {
    const valueExpression = argumentAt(args, 0);
    return createNumberResult((frame) => calculate(valueExpression.number(frame)));
  },
});

/** Define a function of two numbers that returns a number. */
export const defineBinaryNumberFunction = (
  calculate: (one: number, other: number) => number,
): FunctionDefinition => ({
  minimumArguments: 2,
  maximumArguments: 2,
  build: (args) => {
    const compiledExpression = argumentAt(args, 0);
    const otherExpression = argumentAt(args, 1);
    return createNumberResult((frame) =>
      calculate(compiledExpression.number(frame), otherExpression.number(frame)),
    );
  },
});
