import type { TimeZone } from '#base/civil-date.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import { EvaluationFault } from './evaluation-fault.ts';
import type { LocationStep, XPathExpression } from './expression.ts';
import {
  numberToBoolean,
  numberToText,
  textToNumber,
  valueToBoolean,
  valueToNumber,
  valueToText,
  type XPathValue,
} from './value.ts';

/** Binding of an expression at its compilation. */
export interface ExpressionBinding {
  /**
   * Steps from the expression's own node to the nodes that `${name}` means; null when there is no such question.
   * `every` means all of them in any row, as `indexed-repeat` needs, not only those of the same row.
   */
  reference(name: string, every: boolean): readonly LocationStep[] | null;
  /** Namespaces by prefix, `''` for names without one. Without a table, local names are found in every namespace. */
  readonly namespaces?: ReadonlyMap<string, string>;
}

/** Interface of the compiler for functions of the library. */
export interface ExpressionCompiler {
  readonly bind: ExpressionBinding;
  readonly namespaces: ReadonlyMap<string, string> | null;
  compile(expression: XPathExpression): CompiledExpression;
  /** `compile`, but a reference means all nodes of that name. */
  compileEvery(expression: XPathExpression): CompiledExpression;
  /** Compile the expression in a text, such as the second argument of `jr:choice-name`; null if there is none. */
  compileText(text: string): CompiledExpression | null;
}

/** The scope of an evaluation in progress. Predicates move one along their nodes. */
export interface EvaluationFrame extends EvaluationScope {
  node: XPathNode;
  position: number;
  size: number;
  /** Shared by all frames of one evaluation. */
  readonly budget: { left: number };
}

type FrameFunction<T> = (frame: EvaluationFrame) => T;

/** An expression with a method for each kind of value. A text is computed without a set of nodes on the way. */
export interface CompiledExpression {
  readonly type: 'text' | 'number' | 'truth' | 'nodes' | 'any';
  value(frame: EvaluationFrame): XPathValue;
  text(frame: EvaluationFrame): string;
  number(frame: EvaluationFrame): number;
  truth(frame: EvaluationFrame): boolean;
  /** Faults when the expression gives no nodes. */
  nodes(frame: EvaluationFrame): readonly XPathNode[];
  /** A literal's value, independent of the frame. */
  readonly constant?: string | number;
  /** Gives one node at most. */
  readonly isOne?: boolean;
}

/** Spend the evaluation's budget; faults when nothing is left, so that no expression runs for ever. */
export function spendBudget(frame: EvaluationFrame, amount: number): void {
  frame.budget.left -= amount;
  if (frame.budget.left < 0)
    throw new EvaluationFault(
      'evaluation.budget',
      'The expression looks at too many nodes. Narrow it down, or divide it into calculations.',
    );
}

/** Concatenation makes texts grow; across calculations they would double without end. */
const maximumXPathTextLength = 1_000_000;

/**
 * Spend the budget for a new text, and return the text.
 * @throws `EvaluationFault` for a text that is too long or too costly
 */
export function spendTextBudget(frame: EvaluationFrame, text: string): string {
  if (text.length > maximumXPathTextLength)
    throw new EvaluationFault(
      'evaluation.textTooLong',
      `A text of more than ${maximumXPathTextLength} characters came out. Shorten it.`,
    );
  spendBudget(frame, text.length >> 6);
  return text;
}

const throwNotNodes = (): never => {
  throw new EvaluationFault(
    'evaluation.notNodes',
    'A path was expected where the expression has a value. Write a path there.',
  );
};

// Classes and not objects of closures: a form has thousands of these, and each would need five closures.

class TextResult implements CompiledExpression {
  readonly type = 'text';
  readonly text: FrameFunction<string>;
  readonly constant?: string;

  constructor(text: FrameFunction<string>, constant?: string) {
    this.text = text;
    if (constant !== undefined) this.constant = constant;
  }
  value(frame: EvaluationFrame): XPathValue {
    return this.text(frame);
  }
  number(frame: EvaluationFrame): number {
    return textToNumber(this.text(frame), frame.context);
  }
  truth(frame: EvaluationFrame): boolean {
    return this.text(frame) !== '';
  }
  nodes(): never {
    return throwNotNodes();
  }
}

class NumberResult implements CompiledExpression {
  readonly type = 'number';
  readonly number: FrameFunction<number>;
  readonly constant?: number;

  constructor(number: FrameFunction<number>, constant?: number) {
    this.number = number;
    if (constant !== undefined) this.constant = constant;
  }
  value(frame: EvaluationFrame): XPathValue {
    return this.number(frame);
  }
  text(frame: EvaluationFrame): string {
    return numberToText(this.number(frame));
  }
  truth(frame: EvaluationFrame): boolean {
    return numberToBoolean(this.number(frame));
  }
  nodes(): never {
    return throwNotNodes();
  }
}

class BooleanResult implements CompiledExpression {
  readonly type = 'truth';
  readonly truth: FrameFunction<boolean>;

  constructor(truth: FrameFunction<boolean>) {
    this.truth = truth;
  }
  value(frame: EvaluationFrame): XPathValue {
    return this.truth(frame);
  }
  text(frame: EvaluationFrame): string {
    return this.truth(frame) ? 'true' : 'false';
  }
  number(frame: EvaluationFrame): number {
    return this.truth(frame) ? 1 : 0;
  }
  nodes(): never {
    return throwNotNodes();
  }
}

class NodesResult implements CompiledExpression {
  readonly type = 'nodes';
  readonly nodes: FrameFunction<readonly XPathNode[]>;
  readonly isOne: boolean;
  readonly #first: FrameFunction<XPathNode | null> | null;

  constructor(
    nodes: FrameFunction<readonly XPathNode[]>,
    first: FrameFunction<XPathNode | null> | null,
    isOne: boolean,
  ) {
    this.nodes = nodes;
    this.#first = first;
    this.isOne = isOne;
  }
  value(frame: EvaluationFrame): XPathValue {
    return this.nodes(frame);
  }
  text(frame: EvaluationFrame): string {
    const firstNode = this.#of(frame);
    return firstNode === null ? '' : spendTextBudget(frame, firstNode.text());
  }
  number(frame: EvaluationFrame): number {
    return textToNumber(this.text(frame), frame.context);
  }
  truth(frame: EvaluationFrame): boolean {
    return this.#of(frame) !== null;
  }
  #of(frame: EvaluationFrame): XPathNode | null {
    return this.#first === null ? (this.nodes(frame)[0] ?? null) : this.#first(frame);
  }
}

class AnyResult implements CompiledExpression {
  readonly type = 'any';
  readonly value: FrameFunction<XPathValue>;

  constructor(value: FrameFunction<XPathValue>) {
    this.value = value;
  }
  text(frame: EvaluationFrame): string {
    return valueToText(this.value(frame));
  }
  number(frame: EvaluationFrame): number {
    return valueToNumber(this.value(frame), frame.context);
  }
  truth(frame: EvaluationFrame): boolean {
    return valueToBoolean(this.value(frame));
  }
  nodes(frame: EvaluationFrame): readonly XPathNode[] {
    const nodes = this.value(frame);
    return typeof nodes === 'object' ? nodes : throwNotNodes();
  }
}

export const createTextResult = (text: FrameFunction<string>): CompiledExpression => new TextResult(text);
export const createNumberResult = (number: FrameFunction<number>): CompiledExpression =>
  new NumberResult(number);
export const createBooleanResult = (truth: FrameFunction<boolean>): CompiledExpression =>
  new BooleanResult(truth);
/** `first` gives the first one of `nodes`, by a shorter way. */
export const createNodeSetResult = (
  nodes: FrameFunction<readonly XPathNode[]>,
  first: FrameFunction<XPathNode | null> | null = null,
): CompiledExpression => new NodesResult(nodes, first, false);
/** One node or none. */
export const createSingleNodeResult = (node: FrameFunction<XPathNode | null>): CompiledExpression =>
  new NodesResult(
    (frame) => {
      const xpathNode = node(frame);
      return xpathNode === null ? [] : [xpathNode];
    },
    node,
    true,
  );
/** For a kind of value that is known only at evaluation. */
export const createAnyResult = (value: FrameFunction<XPathValue>): CompiledExpression => new AnyResult(value);

export const createTextConstant = (constant: string): CompiledExpression =>
  new TextResult(() => constant, constant);
export const createNumberConstant = (constant: number): CompiledExpression =>
  new NumberResult(() => constant, constant);

/** A result that faults when it is evaluated, and not before: `false() and unknown()` is false. */
export const createFaultResult = (
  code: EvaluationFault['problem']['code'],
  message: string,
): CompiledExpression =>
  createAnyResult(() => {
    throw new EvaluationFault(code, message);
  });

/** Context of expressions besides their nodes. Time and randomness come from it alone. */
export interface EvaluationContext extends TimeZone {
  /** Start of absolute paths: the parent of the form's outermost element. */
  readonly root: XPathNode;
  /** Milliseconds since 1970. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Secondary data by its id: the parent of its outermost element. */
  instance(id: string): XPathNode | null;
  /** `jr:itext(id)`: the text in the current language, or the nodes that hold it. */
  text(id: string): XPathValue;
  /** `jr:choice-name`: the label of a choice of that question in the current language; blank when there is none. */
  choiceName(value: string, question: XPathNode): string;
  /** `version()`: of the form. */
  readonly version: string;
  /** Largest number of nodes that one evaluation may visit; 2 million by default. */
  readonly budget?: number;
}

/** Scope of an evaluation. */
export interface EvaluationScope {
  /** The context node, `.`. */
  readonly node: XPathNode;
  /** Result of `current()`, and start of `${name}`: the node that the expression belongs to. */
  readonly current: XPathNode;
  readonly position: number;
  readonly size: number;
  readonly context: EvaluationContext;
}
