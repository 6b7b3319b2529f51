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
  const days = daysSinceEpoch(Number(year), Number(month), Number(day));
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
  return {
    ...calendarDateOf(days),
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

/** Days since 1970-01-01 in the Gregorian calendar; null for a day that does not exist. */
function daysSinceEpoch(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // Years begin in March here, so the leap day is the last day.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

function calendarDateOf(days: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

// The Gregorian calendar in eras of 400 years. Years begin in March, so the leap day is the last day of a year. Own
// code, because this folder reads no clock, and the language's dates can.
const daysPerEra = 146_097;
const daysBeforeEpoch = 719_468;

interface CalendarDay {
  readonly year: number;
  /** From 0. */
  readonly month: number;
  readonly day: number;
}

/** Days since 1 January 1970. `month` from 0; 12 is the first of the next year. */
function dayNumberOfDate(year: number, month: number, day: number): number {
  const marchMonth = (month + 10) % 12;
  const marchYear = year + Math.floor((month - 2) / 12);
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  return era * daysPerEra + yearOfEra * 365 + leapDays + dayOfYear - daysBeforeEpoch;
}

/** The calendar day of a day number. */
export function calendarDayFromNumber(dayCount: number): CalendarDay {
  const shifted = dayCount + daysBeforeEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const leapless =
    dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapless / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (marchMonth + 2) % 12;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, day };
}

/** Calendar distance to a later day. */
export interface CalendarSpan {
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
}

/**
 * Return the day number after a calendar span. Years and months come first; a month that is too short gives its last
 * day.
 */
export function dayNumberAfter(from: number, { years = 0, months = 0, days = 0 }: CalendarSpan): number {
  const { year, month, day } = calendarDayFromNumber(from);
  const monthsOn = year * 12 + month + years * 12 + months;
  const shifted = { year: Math.floor(monthsOn / 12), month: monthsOn % 12 };
  const lastDay =
    dayNumberOfDate(shifted.year, shifted.month + 1, 1) - dayNumberOfDate(shifted.year, shifted.month, 1);
  return dayNumberOfDate(shifted.year, shifted.month, Math.min(day, lastDay)) + days;
}

/**
 * Parse a day such as `2026-11-24` as a day number. Days are parsed where they enter.
 * @throws when the text is not a day
 */
export function parseDayNumber(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined)
    throw new Error('Not a calendar day: expected YYYY-MM-DD');
  return dayNumberOfDate(Number(year), Number(month) - 1, Number(date));
}

/** Format a day number as `2026-11-24`. */
export function formatDayNumber(dayCount: number): string {
  const { year, month, day } = calendarDayFromNumber(dayCount);
  return [String(year).padStart(4, '0'), twoDigitText(month + 1), twoDigitText(day)].join('-');
}

/** Return the day after a calendar span; both days as `2026-11-24`. */
export const addToDay = (day: string, calendarSpan: CalendarSpan): string =>
  formatDayNumber(dayNumberAfter(parseDayNumber(day), calendarSpan));

/** UTC day of an instant in epoch milliseconds. */
export const utcDayAtMs = (atMs: number): string => formatDayNumber(Math.floor(atMs / (24 * 60 * 60_000)));

const twoDigitText = (value: number): string => String(value).padStart(2, '0');
