import type { TimeZone } from '#base/civil-date.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import { sortInDocumentOrder } from './axes.ts';
import {
  type CompiledExpression,
  createBooleanResult,
  createNodeSetResult,
  createNumberResult,
  type EvaluationFrame,
  type ExpressionCompiler,
  spendBudget,
} from './compiled.ts';
import type { ArithmeticOperator, ComparisonOperator, OperatorChain, XPathExpression } from './expression.ts';
import { textToNumber, valueToBoolean, valueToNumber, valueToText, type XPathValue } from './value.ts';

/** XPath 1.0, 3.4, on any two values. */
function compareXPathValues(
  operator: ComparisonOperator,
  left: XPathValue,
  right: XPathValue,
  zone: TimeZone,
): boolean {
  if (typeof left === 'object' || typeof right === 'object')
    return compareNodeSets(operator, left, right, zone);
  if (operator !== '=' && operator !== '!=')
    return comparisonHolds(operator, valueToNumber(left, zone), valueToNumber(right, zone));
  return areEqualAtoms(left, right, zone) === (operator === '=');
}

function compareNodeSets(
  operator: ComparisonOperator,
  left: XPathValue,
  right: XPathValue,
  zone: TimeZone,
): boolean {
  const isEquality = operator === '=' || operator === '!=';
  // Nodes equal a boolean by their existence, but are ordered by their own numbers, as in ODK's engines.
  if (isEquality && (typeof left === 'boolean' || typeof right === 'boolean'))
    return (valueToBoolean(left) === valueToBoolean(right)) === (operator === '=');
  if (isEquality && typeof left === 'object' && typeof right === 'object') {
    const [one, other] = [left[0], right[0]];
    if (one === undefined || other === undefined) return false;
    if (left.length === 1 && right.length === 1) return (one.text() === other.text()) === (operator === '=');
    if (operator === '=') {
      const texts = new Set(right.map((node) => node.text()));
      return left.some((node) => texts.has(node.text()));
    }
    const texts = new Set([...left, ...right].map((node) => node.text()));
    return texts.size > 1;
  }
  if (isEquality) {
    const ones = atomicValuesOf(left);
    const others = atomicValuesOf(right);
    return ones.some((one) => others.some((other) => areEqualAtoms(one, other, zone) === (operator === '=')));
  }
  // Some pair holds when the pair of extremes does: no need to try all of a million pairs.
  const ones = numericValuesOf(left, zone);
  const others = numericValuesOf(right, zone);
  if (ones.length === 0 || others.length === 0) return false;
  const isBelow = operator === '<' || operator === '<=';
  return comparisonHolds(operator, extremeNumber(ones, isBelow), extremeNumber(others, !isBelow));
}

const atomicValuesOf = (value: XPathValue): readonly (string | number | boolean)[] =>
  typeof value === 'object' ? value.map((node) => node.text()) : [value];

const numericValuesOf = (value: XPathValue, zone: TimeZone): readonly number[] =>
  (typeof value === 'object'
    ? value.map((node) => textToNumber(node.text(), zone))
    : [valueToNumber(value, zone)]
  ).filter((number) => !Number.isNaN(number));

const extremeNumber = (values: readonly number[], isLeast: boolean): number =>
  values.reduce((found, value) => ((isLeast ? value < found : value > found) ? value : found));

function areEqualAtoms(
  left: string | number | boolean,
  right: string | number | boolean,
  zone: TimeZone,
): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return valueToBoolean(left) === valueToBoolean(right);
  if (typeof left === 'number' || typeof right === 'number')
    return areSameNumber(valueToNumber(left, zone), valueToNumber(right, zone));
  return valueToText(left) === valueToText(right);
}

/** `6.1 - 7.8 = -1.7` holds, as in ODK Collect: remainders of binary arithmetic are ignored. */
const areSameNumber = (left: number, right: number): boolean =>
  left === right || Math.abs(left - right) < 1e-12;

function comparisonHolds(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return areSameNumber(left, right);
    case '!=':
      return !areSameNumber(left, right);
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Operators of one precedence, from left to right. */
export function compileOperation(
  { first, rest }: OperatorChain,
  site: ExpressionCompiler,
): CompiledExpression {
  const operands = [first, ...rest.map(({ operand }) => operand)];
  switch (rest[0]?.operator) {
    case 'or': {
      const parts = operands.map((operand) => site.compile(operand));
      return createBooleanResult((frame) => parts.some((part) => part.truth(frame)));
    }
    case 'and': {
      const parts = operands.map((operand) => site.compile(operand));
      return createBooleanResult((frame) => parts.every((part) => part.truth(frame)));
    }
    case '|': {
      const parts = operands.map((operand) => site.compile(operand));
      return createNodeSetResult((frame) =>
        sortInDocumentOrder(parts.flatMap((part) => [...part.nodes(frame)])),
      );
    }
    default:
      return compileOperatorChain(first, rest, site);
  }
}

function compileOperatorChain(
  first: XPathExpression,
  rest: OperatorChain['rest'],
  site: ExpressionCompiler,
): CompiledExpression {
  let left = compileComparedOperand(first, site);
  const sums: { readonly operator: ArithmeticOperator; readonly operand: CompiledExpression }[] = [];
  for (const { operator, operand } of rest) {
    switch (operator) {
      case '=':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        left = compileComparison(operator, left, compileComparedOperand(operand, site));
        break;
      case '+':
      case '-':
      case '*':
      case 'div':
      case 'mod':
        sums.push({ operator, operand: site.compile(operand) });
        break;
      default:
        break; // `or`, `and` and `|` are never in a chain with others
    }
  }
  return sums.length === 0 ? left : compileArithmetic(left, sums);
}

function compileArithmetic(
  first: CompiledExpression,
  rest: readonly { readonly operator: ArithmeticOperator; readonly operand: CompiledExpression }[],
): CompiledExpression {
  return createNumberResult((frame) => {
    let sum = first.number(frame);
    for (const { operator, operand } of rest) sum = applyArithmetic(operator, sum, operand.number(frame));
    return sum;
  });
}

function applyArithmetic(operator: ArithmeticOperator, left: number, right: number): number {
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

function compileComparison(
  operator: ComparisonOperator,
  left: CompiledExpression,
  right: CompiledExpression,
): CompiledExpression {
  const isEquality = operator === '=' || operator === '!=';
  const wanted = operator === '=';
  const types = [left.type, right.type];
  if (types.includes('any')) return compileGeneralComparison(operator, left, right);
  if (!types.includes('nodes')) {
    if (!isEquality)
      return createBooleanResult((frame) =>
        comparisonHolds(operator, left.number(frame), right.number(frame)),
      );
    if (types.includes('truth'))
      return createBooleanResult((frame) => (left.truth(frame) === right.truth(frame)) === wanted);
    if (types.includes('number'))
      return createBooleanResult(
        (frame) => areSameNumber(left.number(frame), right.number(frame)) === wanted,
      );
    return createBooleanResult((frame) => (left.text(frame) === right.text(frame)) === wanted);
  }
  // `${name} = 'yes'`: the most common condition.
  if (isEquality && left.type === 'nodes' && right.type === 'text')
    return compileTextComparison(left, right, wanted);
  if (isEquality && left.type === 'text' && right.type === 'nodes')
    return compileTextComparison(right, left, wanted);
  if (left.type === 'nodes' && right.type === 'number') return compileNumberComparison(operator, left, right);
  return compileGeneralComparison(operator, left, right);
}

const compileGeneralComparison = (
  operator: ComparisonOperator,
  left: CompiledExpression,
  right: CompiledExpression,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const one = left.value(frame);
    const other = right.value(frame);
    spendBudget(frame, valueSizeOf(one) + valueSizeOf(other));
    return compareXPathValues(operator, one, other, frame.world);
  });

const valueSizeOf = (value: XPathValue): number => (typeof value === 'object' ? value.length : 1);

const compileTextComparison = (
  nodes: CompiledExpression,
  text: CompiledExpression,
  wanted: boolean,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const found = nodes.nodes(frame);
    if (found.length === 0) return false;
    const asked = text.text(frame);
    spendBudget(frame, found.length);
    return found.some((node) => (node.text() === asked) === wanted);
  });

const compileNumberComparison = (
  operator: ComparisonOperator,
  nodes: CompiledExpression,
  number: CompiledExpression,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const found = nodes.nodes(frame);
    if (found.length === 0) return false;
    const asked = number.number(frame);
    spendBudget(frame, found.length);
    return found.some((node) => comparisonHolds(operator, textToNumber(node.text(), frame.world), asked));
  });

/**
 * Compile an operand of a comparison. If it does not depend on the context node, it is evaluated once for all nodes
 * of a predicate. `item[country = ${country}]` on 10,000 items reads the country once.
 */
function compileComparedOperand(expression: XPathExpression, site: ExpressionCompiler): CompiledExpression {
  const compiled = site.compile(expression);
  if (compiled.type !== 'nodes' || !isContextIndependent(expression)) return compiled;
  // A frame serves the nodes of one predicate during one evaluation, so it identifies both.
  let served: EvaluationFrame | null = null;
  let kept: readonly XPathNode[] = [];
  return createNodeSetResult((frame) => {
    if (frame.size === 1) return compiled.nodes(frame);
    if (served !== frame) {
      kept = compiled.nodes(frame);
      served = frame;
    }
    return kept;
  });
}

/** References and absolute paths without predicates: the same from every node. */
const isContextIndependent = (expression: XPathExpression): boolean =>
  expression.kind === 'reference' ||
  (expression.kind === 'path' &&
    expression.base === null &&
    expression.steps[0]?.axis === 'root' &&
    expression.steps.every(({ predicates }) => predicates.length === 0));
