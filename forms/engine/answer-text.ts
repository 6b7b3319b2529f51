import type { QuestionType } from '../model/instrument.ts';
import type { AnswerValue } from './form.ts';

/** Text of an answer for expressions. Several choices are separated by spaces, a file is its name. */
export function answerToText(answerValue: AnswerValue | null): string {
  if (answerValue === null) return '';
  if (typeof answerValue === 'string') return answerValue;
  if (typeof answerValue === 'number') return formatAnswerNumber(answerValue);
  if ('blob' in answerValue) return answerValue.name;
  return answerValue.join(' ');
}

/**
 * Parse the text of a calculation, default or action as an answer. Null for a blank text, and for a value outside the
 * type, as ODK's engine drops it.
 */
export function parseAnswerText(text: string, questionType: QuestionType): AnswerValue | null {
  if (text === '') return null;
  switch (questionType) {
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
export function calculatedValueType(questionType: QuestionType, bindType: string | undefined): QuestionType {
  if (bindType === undefined || (questionType !== 'calculate' && questionType !== 'range'))
    return questionType;
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
      return questionType;
  }
}

/** Return whether an answer fits its type; a text does not where a number is asked for. */
export function fitsQuestionType(answerValue: AnswerValue, questionType: QuestionType): boolean {
  switch (questionType) {
    case 'integer':
      return typeof answerValue === 'number' && Number.isSafeInteger(answerValue);
    case 'decimal':
    case 'range':
      return typeof answerValue === 'number' && Number.isFinite(answerValue);
    case 'select_multiple':
    case 'rank':
      return Array.isArray(answerValue);
    case 'date':
      return typeof answerValue === 'string' && /^\d{4}-\d\d-\d\d$/.test(answerValue);
    case 'image':
    case 'audio':
    case 'video':
    case 'file':
      return typeof answerValue === 'object' && 'blob' in answerValue;
    case 'geopoint':
      return typeof answerValue === 'string' && isGeopointText(answerValue);
    default:
      return typeof answerValue === 'string';
  }
}

/** Return whether an answer is blank: null, an empty text, an empty list. */
export const isBlankAnswer = (answerValue: AnswerValue | null): boolean =>
  answerValue === null || answerValue === '' || (Array.isArray(answerValue) && answerValue.length === 0);

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
