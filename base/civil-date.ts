import { calendarDayFromNumber, dayNumberOfDate } from './calendar-day.ts';

/** Offset of local time from UTC at an instant, in minutes; east is positive. */
export interface TimeZone {
  offsetMinutes(ms: number): number;
}

export const civilDayMs = 86_400_000;
const civilMinuteMs = 60_000;
/** The years 0001 to 9999: the range of four digits. */
const earliestInstantMs = -62_135_596_800_000;
const latestInstantMs = 253_402_300_799_999;

/** Local date and time of an instant. */
export interface CivilDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly milli: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

// One or two digits for month and day: `date('2020-1-5')` is accepted, as in ODK.
const instantPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;
const timePattern = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * Parse a date or date-time in ISO 8601 to epoch milliseconds; null if it is neither. Local time unless it names an
 * offset.
 */
export function parseInstant(text: string, timeZone: TimeZone): number | null {
  // Most texts here are no date: the fifth character shows it without a search.
  if (text.length < 8 || text.length > 40 || text.charCodeAt(4) !== 45) return null;
  const found = instantPattern.exec(text);
  if (!found) return null;
  const [, year = '', month = '', day = '', hour, minute, second, fraction, offset] = found;
  const days = dayNumberOf(Number(year), Number(month), Number(day));
  const ofDay = timeOfDayMs(hour, minute, second, fraction);
  if (days === null || ofDay === null) return null;
  const localMs = days * civilDayMs + ofDay;
  if (offset === undefined) return localToUtcMs(localMs, timeZone);
  const minutes = parseOffsetMinutes(offset);
  return minutes === null ? null : localMs - minutes * civilMinuteMs;
}

/** Milliseconds since local midnight of a time or of a date-time; null if the text is neither. */
export function parseTimeOfDay(text: string, timeZone: TimeZone): number | null {
  const found = text.length > 40 ? null : timePattern.exec(text);
  if (!found) {
    const ms = parseInstant(text, timeZone);
    return ms === null ? null : positiveModulo(ms + timeZone.offsetMinutes(ms) * civilMinuteMs, civilDayMs);
  }
  const [, hour, minute, second, fraction, offset] = found;
  const ofDay = timeOfDayMs(hour, minute, second, fraction);
  if (ofDay === null || offset === undefined) return ofDay;
  const minutes = parseOffsetMinutes(offset);
  if (minutes === null) return null;
  const utcMs = ofDay - minutes * civilMinuteMs;
  return positiveModulo(utcMs + timeZone.offsetMinutes(utcMs) * civilMinuteMs, civilDayMs);
}

/** Local date and time of an instant; null outside the years 1 to 9999. */
export function civilDateTimeOf(ms: number, timeZone: TimeZone): CivilDateTime | null {
  if (!(ms >= earliestInstantMs && ms <= latestInstantMs)) return null;
  const localMs = Math.round(ms) + timeZone.offsetMinutes(ms) * civilMinuteMs;
  const days = Math.floor(localMs / civilDayMs);
  const ofDay = localMs - days * civilDayMs;
  const { year, month, day } = calendarDayFromNumber(days);
  return {
    year,
    month: month + 1,
    day,
    hour: Math.floor(ofDay / 3_600_000),
    minute: Math.floor(ofDay / civilMinuteMs) % 60,
    second: Math.floor(ofDay / 1_000) % 60,
    milli: ofDay % 1_000,
    weekday: positiveModulo(days + 4, 7),
  };
}

/**
 * Format as `2026-03-01` for a local midnight, else `2026-03-01T09:30:00.000+02:00`. Blank outside the years 1 to
 * 9999.
 */
export function formatInstant(ms: number, timeZone: TimeZone): string {
  const civilDateTime = civilDateTimeOf(ms, timeZone);
  if (civilDateTime === null) return '';
  const date = `${padWithZeros(civilDateTime.year, 4)}-${padWithZeros(civilDateTime.month, 2)}-${padWithZeros(civilDateTime.day, 2)}`;
  const isMidnight =
    civilDateTime.hour + civilDateTime.minute + civilDateTime.second + civilDateTime.milli === 0;
  if (isMidnight) return date;
  return `${date}T${padWithZeros(civilDateTime.hour, 2)}:${padWithZeros(civilDateTime.minute, 2)}:${padWithZeros(civilDateTime.second, 2)}.${padWithZeros(civilDateTime.milli, 3)}${formatOffset(timeZone.offsetMinutes(ms))}`;
}

/** Local midnight at the beginning of an instant's day. */
export function startOfCivilDay(ms: number, timeZone: TimeZone): number {
  const localMs = ms + timeZone.offsetMinutes(ms) * civilMinuteMs;
  return localToUtcMs(Math.floor(localMs / civilDayMs) * civilDayMs, timeZone);
}

export const padWithZeros = (value: number, length: number): string => String(value).padStart(length, '0');

function formatOffset(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${padWithZeros(Math.floor(size / 60), 2)}:${padWithZeros(size % 60, 2)}`;
}

/** At a jump of local time the offset before it counts. */
function localToUtcMs(localMs: number, timeZone: TimeZone): number {
  const guess = localMs - timeZone.offsetMinutes(localMs) * civilMinuteMs;
  return localMs - timeZone.offsetMinutes(guess) * civilMinuteMs;
}

function timeOfDayMs(hour = '0', minute = '0', second = '0', fraction = ''): number | null {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const milli = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return Number(hour) * 3_600_000 + Number(minute) * civilMinuteMs + Number(second) * 1_000 + milli;
}

function parseOffsetMinutes(offset: string): number | null {
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const positiveModulo = (value: number, by: number): number => ((value % by) + by) % by;

/** Day number of a date in the Gregorian calendar, its month from 1; null for a day that does not exist. */
const dayNumberOf = (year: number, month: number, day: number): number | null =>
  month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)
    ? null
    : dayNumberOfDate(year, month - 1, day);

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
