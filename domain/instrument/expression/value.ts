import { dayMs, instantOf, type Zone } from './civil-date.ts';
import type { EvaluationProblem } from './problem.ts';
import type { TreeNode } from './tree-node.ts';

/**
 * What an expression gives. Dates are texts in ISO 8601, and become days since 1970 where a number is wanted. Nodes are
 * in document order.
 */
export type Value = string | number | boolean | readonly TreeNode[];

/** Did the evaluation give up? */
export const isProblem = (value: Value | EvaluationProblem): value is EvaluationProblem =>
  typeof value === 'object' && 'kind' in value;

/** `string()` of XPath 1.0; a problem is blank. */
export function toText(value: Value | EvaluationProblem): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return textOfNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isProblem(value)) return '';
  return value[0]?.text() ?? '';
}

/** `number()` of XPath 1.0, and dates as days since 1970; NaN for everything else, also for a problem. */
export function toNumber(value: Value | EvaluationProblem, zone: Zone): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return numberOfText(value, zone);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isProblem(value)) return Number.NaN;
  const [first] = value;
  return first === undefined ? Number.NaN : numberOfText(first.text(), zone);
}

/** `boolean()` of XPath 1.0: texts by their length, nodes by being there. A problem is false. */
export function toBoolean(value: Value | EvaluationProblem): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return truthOfNumber(value);
  return !isProblem(value) && value.length > 0;
}

export const truthOfNumber = (value: number): boolean => value !== 0 && !Number.isNaN(value);

// No repetition within a repetition, so that a long text costs its length.
const decimal = /^[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/;

export function numberOfText(text: string, zone: Zone): number {
  if (text === '') return Number.NaN;
  if (decimal.test(text)) return Number(text);
  const ms = instantOf(text, zone);
  return ms === null ? Number.NaN : ms / dayMs;
}

/** Never with an exponent: what is stored must be read again as a number (XPath 1.0, 4.2). */
export function textOfNumber(value: number): string {
  if (value === 0) return '0'; // also -0
  const short = String(value);
  if (!short.includes('e')) return short;
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole = '', part = ''] = digits.split('.');
  const all = whole + part;
  const point = whole.length + Number(exponent);
  const text = point <= 0 ? `0.${'0'.repeat(-point)}${all}` : all.padEnd(point, '0');
  return value < 0 ? `-${text}` : text;
}
