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
 * An expression as closures, one for each kind of value that can be asked of it: whoever wants a text gets it without
 * a set of nodes being made on the way.
 */
export interface Compiled {
  readonly type: 'text' | 'number' | 'truth' | 'nodes' | 'any';
  readonly value: In<Value>;
  readonly text: In<string>;
  readonly number: In<number>;
  readonly truth: In<boolean>;
  /** Faults when the expression gives no nodes. */
  readonly nodes: In<readonly TreeNode[]>;
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

export const ofText = (text: In<string>): Compiled => ({
  type: 'text',
  value: text,
  text,
  number: (frame) => numberOfText(text(frame), frame.world),
  truth: (frame) => text(frame) !== '',
  nodes: noNodes,
});

export const ofNumber = (number: In<number>): Compiled => ({
  type: 'number',
  value: number,
  text: (frame) => textOfNumber(number(frame)),
  number,
  truth: (frame) => truthOfNumber(number(frame)),
  nodes: noNodes,
});

export const ofTruth = (truth: In<boolean>): Compiled => ({
  type: 'truth',
  value: truth,
  text: (frame) => (truth(frame) ? 'true' : 'false'),
  number: (frame) => (truth(frame) ? 1 : 0),
  truth,
  nodes: noNodes,
});

/** `first` gives what `nodes` would begin with. */
export const ofNodes = (
  nodes: In<readonly TreeNode[]>,
  first: In<TreeNode | null> = (frame) => nodes(frame)[0] ?? null,
): Compiled => {
  const text = (frame: Frame): string => {
    const node = first(frame);
    return node === null ? '' : spendText(frame, node.text());
  };
  return {
    type: 'nodes',
    value: nodes,
    text,
    number: (frame) => numberOfText(text(frame), frame.world),
    truth: (frame) => first(frame) !== null,
    nodes,
  };
};

/** One node or none. */
export const ofNode = (node: In<TreeNode | null>): Compiled => ({
  ...ofNodes((frame) => {
    const one = node(frame);
    return one === null ? [] : [one];
  }, node),
  isOne: true,
});

/** For what is known only when it is evaluated. */
export const ofAny = (value: In<Value>): Compiled => ({
  type: 'any',
  value,
  text: (frame) => toText(value(frame)),
  number: (frame) => toNumber(value(frame), frame.world),
  truth: (frame) => toBoolean(value(frame)),
  nodes: (frame) => {
    const nodes = value(frame);
    return typeof nodes === 'object' ? nodes : noNodes();
  },
});

export const textConstant = (constant: string): Compiled => ({ ...ofText(() => constant), constant });
export const numberConstant = (constant: number): Compiled => ({ ...ofNumber(() => constant), constant });

/** What faults when it is evaluated, and not before: `false() and unknown()` is false. */
export const ofFault = (code: Fault['problem']['code'], message: string): Compiled =>
  ofAny(() => {
    throw new Fault(code, message);
  });
