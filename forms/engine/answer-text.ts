import type { QuestionType } from '../model/instrument.ts';
import type { AnswerValue } from './form.ts';

/** Text of an answer for expressions. Several choices are separated by spaces, a file is its name. */
export function answerToText(value: AnswerValue | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatAnswerNumber(value);
  if ('blob' in value) return value.name;
  return value.join(' ');
}

/**
 * Parse the text of a calculation, default or action as an answer. Null for a blank text, and for a value outside the
 * type, as ODK's engine drops it.
 */
export function parseAnswerText(text: string, type: QuestionType): AnswerValue | null {
  if (text === '') return null;
  switch (type) {
    case 'integer':
      return parseWholeNumber(text);
    case 'decimal':
    case 'range':
      return parseDecimalNumber(text);
    case 'select_multiple':
    case 'rank':
      return splitChoiceCodes(text);
    case 'date':
      return parseDateText(text);
    case 'time':
      return /^\d{1,2}:\d\d/.test(text) ? text : null;
    case 'dateTime':
      return parseDateText(text) === null ? null : text;
    case 'geopoint':
      return isGeopointText(text) ? text : null;
    case 'geotrace':
    case 'geoshape':
      return text.split(';').every((point) => isGeopointText(point.trim()) || point.trim() === '')
        ? text
        : null;
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return null; // files are stored apart: a text can name one, but not bring it
    default:
      return text;
  }
}

/** Type of a calculation's value; its bind type may differ from the type of the question. */
export function calculatedValueType(type: QuestionType, bindType: string | undefined): QuestionType {
  if (bindType === undefined || (type !== 'calculate' && type !== 'range')) return type;
  switch (bindType.replace(/^.*:/, '')) {
    case 'int':
    case 'integer':
      return 'integer';
    case 'decimal':
      return 'decimal';
    case 'date':
    case 'time':
    case 'dateTime':
    case 'geopoint':
      return bindType.replace(/^.*:/, '') as QuestionType; // one of the four just tested
    default:
      return type;
  }
}

/** Return whether an answer fits its type; a text does not where a number is asked for. */
export function fitsQuestionType(value: AnswerValue, type: QuestionType): boolean {
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'decimal':
    case 'range':
      return typeof value === 'number' && Number.isFinite(value);
    case 'select_multiple':
    case 'rank':
      return Array.isArray(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return typeof value === 'object' && 'blob' in value;
    case 'geopoint':
      return typeof value === 'string' && isGeopointText(value);
    default:
      return typeof value === 'string';
  }
}

/** Return whether an answer is blank: null, an empty text, an empty list. */
export const isBlankAnswer = (value: AnswerValue | null): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const parseDateText = (text: string): string | null => /^(\d{4}-\d\d-\d\d)(?:T|$)/.exec(text)?.[1] ?? null;

/** Latitude and longitude, perhaps altitude and accuracy. */
function isGeopointText(text: string): boolean {
  const parts = text.split(' ').filter((part) => part !== '');
  const [latitude = NaN, longitude = NaN] = parts.map(Number);
  if (parts.length < 2 || parts.length > 4 || parts.some((part) => !Number.isFinite(Number(part))))
    return false;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

const splitChoiceCodes = (text: string): readonly string[] =>
  text.split(/[ \t\r\n]+/).filter((code) => code !== '');

function parseWholeNumber(text: string): number | null {
  const value = parseDecimalNumber(text);
  return value === null ? null : Math.trunc(value);
}

function parseDecimalNumber(text: string): number | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

/** Decimal notation without exponent, as XPath writes numbers. */
function formatAnswerNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(Math.trunc(value)).toString() : value.toFixed(20).replace(/0+$/, '');
}
