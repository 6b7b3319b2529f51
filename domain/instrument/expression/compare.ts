import type { Zone } from './civil-date.ts';
import type { Comparison } from './expression.ts';
import { numberOfText, toBoolean, toNumber, toText, type Value } from './value.ts';

/** XPath 1.0, 3.4, on any two values. */
export function compareValues(operator: Comparison, left: Value, right: Value, zone: Zone): boolean {
  if (typeof left === 'object' || typeof right === 'object') return compareNodes(operator, left, right, zone);
  if (operator !== '=' && operator !== '!=')
    return orderHolds(operator, toNumber(left, zone), toNumber(right, zone));
  return areEqual(left, right, zone) === (operator === '=');
}

function compareNodes(operator: Comparison, left: Value, right: Value, zone: Zone): boolean {
  const isEquality = operator === '=' || operator === '!=';
  // Nodes equal a truth value by being there, but are ordered by their own numbers, as ODK's engines do.
  if (isEquality && (typeof left === 'boolean' || typeof right === 'boolean'))
    return (toBoolean(left) === toBoolean(right)) === (operator === '=');
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
    const ones = atoms(left);
    const others = atoms(right);
    return ones.some((one) => others.some((other) => areEqual(one, other, zone) === (operator === '=')));
  }
  // Some pair holds when the pair of extremes does: no need to try all of a million pairs.
  const ones = numbers(left, zone);
  const others = numbers(right, zone);
  if (ones.length === 0 || others.length === 0) return false;
  const isBelow = operator === '<' || operator === '<=';
  return orderHolds(operator, extreme(ones, isBelow), extreme(others, !isBelow));
}

const atoms = (value: Value): readonly (string | number | boolean)[] =>
  typeof value === 'object' ? value.map((node) => node.text()) : [value];

const numbers = (value: Value, zone: Zone): readonly number[] =>
  (typeof value === 'object'
    ? value.map((node) => numberOfText(node.text(), zone))
    : [toNumber(value, zone)]
  ).filter((number) => !Number.isNaN(number));

const extreme = (values: readonly number[], isLeast: boolean): number =>
  values.reduce((found, value) => ((isLeast ? value < found : value > found) ? value : found));

function areEqual(left: string | number | boolean, right: string | number | boolean, zone: Zone): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return toBoolean(left) === toBoolean(right);
  if (typeof left === 'number' || typeof right === 'number')
    return areSameNumber(toNumber(left, zone), toNumber(right, zone));
  return toText(left) === toText(right);
}

/** `6.1 - 7.8 = -1.7` holds, as in ODK Collect: what binary arithmetic leaves behind does not count. */
export const areSameNumber = (left: number, right: number): boolean =>
  left === right || Math.abs(left - right) < 1e-12;

export function orderHolds(operator: Comparison, left: number, right: number): boolean {
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
