import { formatDayNumber } from '#base/calendar-day.ts';

/** Calendar of a spreadsheet file: day 1 is 1900-01-01, or day 0 is 1904-01-01. */
export type DateSystem = 1900 | 1904;

/**
 * Format a number as form authors expect it and as pyxform writes it. Whole numbers have no point, others their
 * shortest form.
 */
export function formatCellNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  if (Math.abs(value) >= 1e-4) return String(value);
  const [digits = '0', exponent = '0'] = value.toExponential().split('e-');
  return `${digits}e-${exponent.padStart(2, '0')}`;
}

const isBuiltInDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Return whether a number format is a date or a time. Formats without code are recognised by their number. */
export function isDateNumberFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDateFormat(id);
  let bare = '';
  let until: string | null = null;
  for (let at = 0; at < Math.min(code.length, 300); at += 1) {
    const letter = code.charAt(at);
    if (until !== null) {
      if (letter === until) until = null;
    } else if (letter === '"') until = '"';
    else if (letter === '[' && !/^\[(h+|m+|s+)\]/i.test(code.slice(at, at + 8))) until = ']';
    else if (letter === '\\' || letter === '_' || letter === '*') at += 1;
    else bare += letter;
  }
  return /[dmhys]/i.test(bare.replace(/General/gi, '').replace(/e[+-]/gi, ''));
}

/** Format a date cell as pyxform does: `2026-03-01 00:00:00`, or only the time for less than a day. */
export function formatCellDate(value: number, base: DateSystem): string {
  if (!Number.isFinite(value) || value < 0 || value >= 2_958_466) return formatCellNumber(value);
  const seconds = Math.round(value * 86_400);
  if (seconds < 86_400 && base === 1900) return formatTimeOfDay(seconds);
  const days = Math.floor(seconds / 86_400);
  // Spreadsheets count a 29 February 1900, which never existed: days before it are one later.
  const sinceEpoch = base === 1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569;
  return `${formatDayNumber(sinceEpoch)} ${formatTimeOfDay(seconds - days * 86_400)}`;
}

const padTwoDigits = (value: number): string => String(value).padStart(2, '0');
const formatTimeOfDay = (seconds: number): string =>
  `${padTwoDigits(Math.floor(seconds / 3_600))}:${padTwoDigits(Math.floor(seconds / 60) % 60)}:${padTwoDigits(seconds % 60)}`;
