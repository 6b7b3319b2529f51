import { Fault } from './problem.ts';
import type { TreeNode } from './tree-node.ts';
import {
  numberOfText,
  textOfNumber,
  toBoolean,
  toNumber,
  toText,
  truthOfNumber,
  type Value,
} from './value.ts';
import type { Scope } from './world.ts';

/** A scope on its way through an expression. Predicates move one along their nodes. */
export interface Frame extends Scope {
  node: TreeNode;
  position: number;
  size: number;
  /** Shared by all frames of one evaluation. */
  readonly budget: { left: number };
}

type In<T> = (frame: Frame) => T;

/**
 * An expression that can be asked for each kind of value: whoever wants a text gets it without a set of nodes being
 * made on the way.
 */
export interface Compiled {
  readonly type: 'text' | 'number' | 'truth' | 'nodes' | 'any';
  value(frame: Frame): Value;
  text(frame: Frame): string;
  number(frame: Frame): number;
  truth(frame: Frame): boolean;
  /** Faults when the expression gives no nodes. */
  nodes(frame: Frame): readonly TreeNode[];
  /** A literal's value: what does not depend on the frame. */
  readonly constant?: string | number;
  /** Gives one node at most. */
  readonly isOne?: boolean;
}

/** Takes from the evaluation's budget; faults when nothing is left, so that no expression goes on for ever. */
export function spend(frame: Frame, amount: number): void {
  frame.budget.left -= amount;
  if (frame.budget.left < 0)
    throw new Fault(
      'evaluation.budget',
      'The expression looks at too many nodes. Narrow it down, or divide it into calculations.',
    );
}

/** Texts grow by being joined; across calculations they would double without end. */
export const maxTextLength = 1_000_000;

export function spendText(frame: Frame, text: string): string {
  if (text.length > maxTextLength)
    throw new Fault(
      'evaluation.textTooLong',
      `A text of more than ${maxTextLength} characters came out. Shorten it.`,
    );
  spend(frame, text.length >> 6);
  return text;
}

const noNodes = (): never => {
  throw new Fault(
    'evaluation.notNodes',
    'A path was expected where the expression has a value. Write a path there.',
  );
};

// Classes and not objects of closures: a form has thousands of these, and each would carry five closures.

class TextResult implements Compiled {
  readonly type = 'text';
  readonly text: In<string>;
  readonly constant?: string;

  constructor(text: In<string>, constant?: string) {
    this.text = text;
    if (constant !== undefined) this.constant = constant;
  }
  value(frame: Frame): Value {
    return this.text(frame);
  }
  number(frame: Frame): number {
    return numberOfText(this.text(frame), frame.world);
  }
  truth(frame: Frame): boolean {
    return this.text(frame) !== '';
  }
  nodes(): never {
    return noNodes();
  }
}

class NumberResult implements Compiled {
  readonly type = 'number';
  readonly number: In<number>;
  readonly constant?: number;

  constructor(number: In<number>, constant?: number) {
    this.number = number;
    if (constant !== undefined) this.constant = constant;
  }
  value(frame: Frame): Value {
    return this.number(frame);
  }
  text(frame: Frame): string {
    return textOfNumber(this.number(frame));
  }
  truth(frame: Frame): boolean {
    return truthOfNumber(this.number(frame));
  }
  nodes(): never {
    return noNodes();
  }
}

class TruthResult implements Compiled {
  readonly type = 'truth';
  readonly truth: In<boolean>;

  constructor(truth: In<boolean>) {
    this.truth = truth;
  }
  value(frame: Frame): Value {
    return this.truth(frame);
  }
  text(frame: Frame): string {
    return this.truth(frame) ? 'true' : 'false';
  }
  number(frame: Frame): number {
    return this.truth(frame) ? 1 : 0;
  }
  nodes(): never {
    return noNodes();
  }
}

class NodesResult implements Compiled {
  readonly type = 'nodes';
  readonly nodes: In<readonly TreeNode[]>;
  readonly isOne: boolean;
  readonly #first: In<TreeNode | null> | null;

  constructor(nodes: In<readonly TreeNode[]>, first: In<TreeNode | null> | null, isOne: boolean) {
    this.nodes = nodes;
    this.#first = first;
    this.isOne = isOne;
  }
  value(frame: Frame): Value {
    return this.nodes(frame);
  }
  text(frame: Frame): string {
    const first = this.#of(frame);
    return first === null ? '' : spendText(frame, first.text());
  }
  number(frame: Frame): number {
    return numberOfText(this.text(frame), frame.world);
  }
  truth(frame: Frame): boolean {
    return this.#of(frame) !== null;
  }
  #of(frame: Frame): TreeNode | null {
    return this.#first === null ? (this.nodes(frame)[0] ?? null) : this.#first(frame);
  }
}

class AnyResult implements Compiled {
  readonly type = 'any';
  readonly value: In<Value>;

  constructor(value: In<Value>) {
    this.value = value;
  }
  text(frame: Frame): string {
    return toText(this.value(frame));
  }
  number(frame: Frame): number {
    return toNumber(this.value(frame), frame.world);
  }
  truth(frame: Frame): boolean {
    return toBoolean(this.value(frame));
  }
  nodes(frame: Frame): readonly TreeNode[] {
    const nodes = this.value(frame);
    return typeof nodes === 'object' ? nodes : noNodes();
  }
}

export const ofText = (text: In<string>): Compiled => new TextResult(text);
export const ofNumber = (number: In<number>): Compiled => new NumberResult(number);
export const ofTruth = (truth: In<boolean>): Compiled => new TruthResult(truth);
/** `first` gives what `nodes` would begin with, by a shorter way. */
export const ofNodes = (nodes: In<readonly TreeNode[]>, first: In<TreeNode | null> | null = null): Compiled =>
  new NodesResult(nodes, first, false);
/** One node or none. */
export const ofNode = (node: In<TreeNode | null>): Compiled =>
  new NodesResult(
    (frame) => {
      const one = node(frame);
      return one === null ? [] : [one];
    },
    node,
    true,
  );
/** For what is known only when it is evaluated. */
export const ofAny = (value: In<Value>): Compiled => new AnyResult(value);

export const textConstant = (constant: string): Compiled => new TextResult(() => constant, constant);
export const numberConstant = (constant: number): Compiled => new NumberResult(() => constant, constant);

/** What faults when it is evaluated, and not before: `false() and unknown()` is false. */
export const ofFault = (code: Fault['problem']['code'], message: string): Compiled =>
  ofAny(() => {
    throw new Fault(code, message);
  });
