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
export function dayNumberOfDate(year: number, month: number, day: number): number {
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
