import { civilDayMs, parseInstant, type TimeZone } from '#base/civil-date.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { EvaluationProblem } from './evaluation-fault.ts';

/**
 * Result of an expression. Dates are texts in ISO 8601, and become days since 1970 where a number is wanted. Nodes
 * are in document order.
 */
export type XPathValue = string | number | boolean | readonly XPathNode[];

/** Return whether the evaluation ended with a problem. */
export const isEvaluationProblem = (value: XPathValue | EvaluationProblem): value is EvaluationProblem =>
  typeof value === 'object' && 'kind' in value;

/** `string()` of XPath 1.0; a problem is blank. */
export function valueToText(value: XPathValue | EvaluationProblem): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberToText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isEvaluationProblem(value)) return '';
  return value[0]?.text() ?? '';
}

/** `number()` of XPath 1.0, and dates as days since 1970; NaN for all other values, also for a problem. */
export function valueToNumber(value: XPathValue | EvaluationProblem, timeZone: TimeZone): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return textToNumber(value, timeZone);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isEvaluationProblem(value)) return Number.NaN;
  const [firstNode] = value;
  return firstNode === undefined ? Number.NaN : textToNumber(firstNode.text(), timeZone);
}

/** `boolean()` of XPath 1.0: texts by their length, nodes by their existence. A problem is false. */
export function valueToBoolean(value: XPathValue | EvaluationProblem): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value !== '';
  if (typeof value === 'number') return numberToBoolean(value);
  return !isEvaluationProblem(value) && value.length > 0;
}

export const numberToBoolean = (value: number): boolean => value !== 0 && !Number.isNaN(value);

// No repetition within a repetition, so that a long text costs its length.
const decimalPattern = /^[ \t\r\n]*-?(?:\d+(?:\.\d*)?|\.\d+)[ \t\r\n]*$/;

export function textToNumber(text: string, timeZone: TimeZone): number {
  if (text === '') return Number.NaN;
  if (decimalPattern.test(text)) return Number(text);
  const ms = parseInstant(text, timeZone);
  return ms === null ? Number.NaN : ms / civilDayMs;
}

/** Never with an exponent: a stored value must be read again as a number (XPath 1.0, 4.2). */
export function numberToText(value: number): string {
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
