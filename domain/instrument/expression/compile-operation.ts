import { areSameNumber, compareValues, orderHolds } from './compare.ts';
import { inDocumentOrder } from './axes.ts';
import { type Compiled, type Frame, ofNodes, ofNumber, ofTruth, spend } from './compiled.ts';
import type { Arithmetic, Comparison, Expression, Operation } from './expression.ts';
import type { Site } from './site.ts';
import type { TreeNode } from './tree-node.ts';
import { numberOfText, type Value } from './value.ts';

/** Operators of one precedence, from left to right. */
export function compileOperation({ first, rest }: Operation, site: Site): Compiled {
  const operands = [first, ...rest.map(({ operand }) => operand)];
  switch (rest[0]?.operator) {
    case 'or': {
      const parts = operands.map((operand) => site.compile(operand));
      return ofTruth((frame) => parts.some((part) => part.truth(frame)));
    }
    case 'and': {
      const parts = operands.map((operand) => site.compile(operand));
      return ofTruth((frame) => parts.every((part) => part.truth(frame)));
    }
    case '|': {
      const parts = operands.map((operand) => site.compile(operand));
      return ofNodes((frame) => inDocumentOrder(parts.flatMap((part) => [...part.nodes(frame)])));
    }
    default:
      return compileRow(first, rest, site);
  }
}

function compileRow(first: Expression, rest: Operation['rest'], site: Site): Compiled {
  let left = once(first, site);
  const sums: { readonly operator: Arithmetic; readonly operand: Compiled }[] = [];
  for (const { operator, operand } of rest) {
    switch (operator) {
      case '=':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        left = compileComparison(operator, left, once(operand, site));
        break;
      case '+':
      case '-':
      case '*':
      case 'div':
      case 'mod':
        sums.push({ operator, operand: site.compile(operand) });
        break;
      default:
        break; // `or`, `and` and `|` never stand in a row with others
    }
  }
  return sums.length === 0 ? left : compileSum(left, sums);
}

function compileSum(
  first: Compiled,
  rest: readonly { readonly operator: Arithmetic; readonly operand: Compiled }[],
): Compiled {
  return ofNumber((frame) => {
    let sum = first.number(frame);
    for (const { operator, operand } of rest) sum = calculated(operator, sum, operand.number(frame));
    return sum;
  });
}

function calculated(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case 'div':
      return left / right;
    case 'mod':
      return left % right;
  }
}

function compileComparison(operator: Comparison, left: Compiled, right: Compiled): Compiled {
  const isEquality = operator === '=' || operator === '!=';
  const wanted = operator === '=';
  const types = [left.type, right.type];
  if (types.includes('any')) return general(operator, left, right);
  if (!types.includes('nodes')) {
    if (!isEquality) return ofTruth((frame) => orderHolds(operator, left.number(frame), right.number(frame)));
    if (types.includes('truth'))
      return ofTruth((frame) => (left.truth(frame) === right.truth(frame)) === wanted);
    if (types.includes('number'))
      return ofTruth((frame) => areSameNumber(left.number(frame), right.number(frame)) === wanted);
    return ofTruth((frame) => (left.text(frame) === right.text(frame)) === wanted);
  }
  // `${name} = 'yes'`: what most conditions are.
  if (isEquality && left.type === 'nodes' && right.type === 'text') return someText(left, right, wanted);
  if (isEquality && left.type === 'text' && right.type === 'nodes') return someText(right, left, wanted);
  if (left.type === 'nodes' && right.type === 'number') return someNumber(operator, left, right);
  return general(operator, left, right);
}

const general = (operator: Comparison, left: Compiled, right: Compiled): Compiled =>
  ofTruth((frame) => {
    const one = left.value(frame);
    const other = right.value(frame);
    spend(frame, sizeOf(one) + sizeOf(other));
    return compareValues(operator, one, other, frame.world);
  });

const sizeOf = (value: Value): number => (typeof value === 'object' ? value.length : 1);

const someText = (nodes: Compiled, text: Compiled, wanted: boolean): Compiled =>
  ofTruth((frame) => {
    const found = nodes.nodes(frame);
    if (found.length === 0) return false;
    const asked = text.text(frame);
    spend(frame, found.length);
    return found.some((node) => (node.text() === asked) === wanted);
  });

const someNumber = (operator: Comparison, nodes: Compiled, number: Compiled): Compiled =>
  ofTruth((frame) => {
    const found = nodes.nodes(frame);
    if (found.length === 0) return false;
    const asked = number.number(frame);
    spend(frame, found.length);
    return found.some((node) => orderHolds(operator, numberOfText(node.text(), frame.world), asked));
  });

/**
 * Compiles an operand of a comparison. What does not depend on the context node is evaluated once for all nodes of a
 * predicate: `item[country = ${country}]` on 10,000 items asks for the country once.
 */
function once(expression: Expression, site: Site): Compiled {
  const compiled = site.compile(expression);
  if (compiled.type !== 'nodes' || !isFixed(expression)) return compiled;
  // A frame serves the nodes of one predicate during one evaluation, so it stands for both.
  let served: Frame | null = null;
  let kept: readonly TreeNode[] = [];
  return ofNodes((frame) => {
    if (frame.size === 1) return compiled.nodes(frame);
    if (served !== frame) {
      kept = compiled.nodes(frame);
      served = frame;
    }
    return kept;
  });
}

/** References and absolute paths without predicates: the same from every node. */
const isFixed = (expression: Expression): boolean =>
  expression.kind === 'reference' ||
  (expression.kind === 'path' &&
    expression.base === null &&
    expression.steps[0]?.axis === 'root' &&
    expression.steps.every(({ predicates }) => predicates.length === 0));
