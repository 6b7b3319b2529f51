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
  comparisonOperator: ComparisonOperator,
  left: XPathValue,
  right: XPathValue,
  timeZone: TimeZone,
): boolean {
  if (typeof left === 'object' || typeof right === 'object')
    return compareNodeSets(comparisonOperator, left, right, timeZone);
  if (comparisonOperator !== '=' && comparisonOperator !== '!=')
    return comparisonHolds(comparisonOperator, valueToNumber(left, timeZone), valueToNumber(right, timeZone));
  return areEqualAtoms(left, right, timeZone) === (comparisonOperator === '=');
}

function compareNodeSets(
  comparisonOperator: ComparisonOperator,
  left: XPathValue,
  right: XPathValue,
  timeZone: TimeZone,
): boolean {
  const isEquality = comparisonOperator === '=' || comparisonOperator === '!=';
  // Nodes equal a boolean by their existence, but are ordered by their own numbers, as in ODK's engines.
  if (isEquality && (typeof left === 'boolean' || typeof right === 'boolean'))
    return (valueToBoolean(left) === valueToBoolean(right)) === (comparisonOperator === '=');
  if (isEquality && typeof left === 'object' && typeof right === 'object') {
    const [xpathNode, otherNode] = [left[0], right[0]];
    if (xpathNode === undefined || otherNode === undefined) return false;
    if (left.length === 1 && right.length === 1)
      return (xpathNode.text() === otherNode.text()) === (comparisonOperator === '=');
    if (comparisonOperator === '=') {
      const texts = new Set(right.map((node) => node.text()));
      return left.some((node) => texts.has(node.text()));
    }
    const texts = new Set([...left, ...right].map((node) => node.text()));
    return texts.size > 1;
  }
  if (isEquality) {
    const ones = atomicValuesOf(left);
    const others = atomicValuesOf(right);
    return ones.some((one) =>
      others.some((other) => areEqualAtoms(one, other, timeZone) === (comparisonOperator === '=')),
    );
  }
  // Some pair holds when the pair of extremes does: no need to try all of a million pairs.
  const ones = numericValuesOf(left, timeZone);
  const others = numericValuesOf(right, timeZone);
  if (ones.length === 0 || others.length === 0) return false;
  const isBelow = comparisonOperator === '<' || comparisonOperator === '<=';
  return comparisonHolds(comparisonOperator, extremeNumber(ones, isBelow), extremeNumber(others, !isBelow));
}

const atomicValuesOf = (value: XPathValue): readonly (string | number | boolean)[] =>
  typeof value === 'object' ? value.map((node) => node.text()) : [value];

const numericValuesOf = (value: XPathValue, timeZone: TimeZone): readonly number[] =>
  (typeof value === 'object'
    ? value.map((node) => textToNumber(node.text(), timeZone))
    : [valueToNumber(value, timeZone)]
  ).filter((number) => !Number.isNaN(number));

const extremeNumber = (values: readonly number[], isLeast: boolean): number =>
  values.reduce((found, value) => ((isLeast ? value < found : value > found) ? value : found));

function areEqualAtoms(
  left: string | number | boolean,
  right: string | number | boolean,
  timeZone: TimeZone,
): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return valueToBoolean(left) === valueToBoolean(right);
  if (typeof left === 'number' || typeof right === 'number')
    return areSameNumber(valueToNumber(left, timeZone), valueToNumber(right, timeZone));
  return valueToText(left) === valueToText(right);
}

/** `6.1 - 7.8 = -1.7` holds, as in ODK Collect: remainders of binary arithmetic are ignored. */
const areSameNumber = (left: number, right: number): boolean =>
  left === right || Math.abs(left - right) < 1e-12;

function comparisonHolds(comparisonOperator: ComparisonOperator, left: number, right: number): boolean {
  switch (comparisonOperator) {
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
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const operands = [first, ...rest.map(({ operand }) => operand)];
  switch (rest[0]?.operator) {
    case 'or': {
      const partExpressions = operands.map((operand) => expressionCompiler.compile(operand));
      return createBooleanResult((frame) => partExpressions.some((part) => part.truth(frame)));
    }
    case 'and': {
      const partExpressions = operands.map((operand) => expressionCompiler.compile(operand));
      return createBooleanResult((frame) => partExpressions.every((part) => part.truth(frame)));
    }
    case '|': {
      const partExpressions = operands.map((operand) => expressionCompiler.compile(operand));
      return createNodeSetResult((frame) =>
        sortInDocumentOrder(partExpressions.flatMap((part) => [...part.nodes(frame)])),
      );
    }
    default:
      return compileOperatorChain(first, rest, expressionCompiler);
  }
}

function compileOperatorChain(
  firstExpression: XPathExpression,
  rest: OperatorChain['rest'],
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  let left = compileComparedOperand(firstExpression, expressionCompiler);
  const sums: { readonly operator: ArithmeticOperator; readonly operand: CompiledExpression }[] = [];
  for (const { operator, operand } of rest) {
    switch (operator) {
      case '=':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        left = compileComparison(operator, left, compileComparedOperand(operand, expressionCompiler));
        break;
      case '+':
      case '-':
      case '*':
      case 'div':
      case 'mod':
        sums.push({ operator, operand: expressionCompiler.compile(operand) });
        break;
      default:
        break; // `or`, `and` and `|` are never in a chain with others
    }
  }
  return sums.length === 0 ? left : compileArithmetic(left, sums);
}

function compileArithmetic(
  firstExpression: CompiledExpression,
  rest: readonly { readonly operator: ArithmeticOperator; readonly operand: CompiledExpression }[],
): CompiledExpression {
  return createNumberResult((frame) => {
    let sum = firstExpression.number(frame);
    for (const { operator, operand } of rest) sum = applyArithmetic(operator, sum, operand.number(frame));
    return sum;
  });
}

function applyArithmetic(arithmeticOperator: ArithmeticOperator, left: number, right: number): number {
  switch (arithmeticOperator) {
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
  comparisonOperator: ComparisonOperator,
  left: CompiledExpression,
  right: CompiledExpression,
): CompiledExpression {
  const isEquality = comparisonOperator === '=' || comparisonOperator === '!=';
  const wanted = comparisonOperator === '=';
  const types = [left.type, right.type];
  if (types.includes('any')) return compileGeneralComparison(comparisonOperator, left, right);
  if (!types.includes('nodes')) {
    if (!isEquality)
      return createBooleanResult((frame) =>
        comparisonHolds(comparisonOperator, left.number(frame), right.number(frame)),
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
  if (left.type === 'nodes' && right.type === 'number')
    return compileNumberComparison(comparisonOperator, left, right);
  return compileGeneralComparison(comparisonOperator, left, right);
}

const compileGeneralComparison = (
  comparisonOperator: ComparisonOperator,
  left: CompiledExpression,
  right: CompiledExpression,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const xpathValue = left.value(frame);
    const otherValue = right.value(frame);
    spendBudget(frame, valueSizeOf(xpathValue) + valueSizeOf(otherValue));
    return compareXPathValues(comparisonOperator, xpathValue, otherValue, frame.context);
  });

const valueSizeOf = (value: XPathValue): number => (typeof value === 'object' ? value.length : 1);

const compileTextComparison = (
  nodes: CompiledExpression,
  textExpression: CompiledExpression,
  wanted: boolean,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const foundNodes = nodes.nodes(frame);
    if (foundNodes.length === 0) return false;
    const asked = textExpression.text(frame);
    spendBudget(frame, foundNodes.length);
    return foundNodes.some((node) => (node.text() === asked) === wanted);
  });

const compileNumberComparison = (
  comparisonOperator: ComparisonOperator,
  nodes: CompiledExpression,
  number: CompiledExpression,
): CompiledExpression =>
  createBooleanResult((frame) => {
    const foundNodes = nodes.nodes(frame);
    if (foundNodes.length === 0) return false;
    const asked = number.number(frame);
    spendBudget(frame, foundNodes.length);
    return foundNodes.some((node) =>
      comparisonHolds(comparisonOperator, textToNumber(node.text(), frame.context), asked),
    );
  });

/**
 * Compile an operand of a comparison. If it does not depend on the context node, it is evaluated once for all nodes
 * of a predicate. `item[country = ${country}]` on 10,000 items reads the country once.
 */
function compileComparedOperand(
  expression: XPathExpression,
  expressionCompiler: ExpressionCompiler,
): CompiledExpression {
  const compiledExpression = expressionCompiler.compile(expression);
  if (compiledExpression.type !== 'nodes' || !isContextIndependent(expression)) return compiledExpression;
  // A frame serves the nodes of one predicate during one evaluation, so it identifies both.
  let served: EvaluationFrame | null = null;
  let keptNodes: readonly XPathNode[] = [];
  return createNodeSetResult((frame) => {
    if (frame.size === 1) return compiledExpression.nodes(frame);
    if (served !== frame) {
      keptNodes = compiledExpression.nodes(frame);
      served = frame;
    }
    return keptNodes;
  });
}

/** References and absolute paths without predicates: the same from every node. */
const isContextIndependent = (expression: XPathExpression): boolean =>
  expression.kind === 'reference' ||
  (expression.kind === 'path' &&
    expression.base === null &&
    expression.steps[0]?.axis === 'root' &&
    expression.steps.every(({ predicates }) => predicates.length === 0));
