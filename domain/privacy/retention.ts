/** Days on which something ended, in epoch milliseconds; what is not known yet has not happened. */
export type EndFacts = Readonly<Partial<Record<EndEvent, number>>>;

/** What a period is counted from (domain.md E). */
export type EndEvent =
  | 'programmeEnd'
  | 'requestClosed'
  | 'contactReplaced'
  | 'finalReport'
  | 'certificates'
  | 'workshopEnd'
  | 'workshopClosed'
  | 'followUpSurvey'
  | 'accountEnd'
  | 'coveredDataErased';

/** So long after an event. */
export interface Period {
  readonly after: EndEvent;
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
}

/** The periods of one field: the first that ends decides. None: it is kept for good. */
export type Retention = readonly Period[];

/**
 * When a field is due to be erased, in epoch milliseconds; null while nothing that it is counted from has happened, or
 * when it is kept for good. Calendar years and months in UTC; a month that is too short gives its last day.
 */
export function dueAt(retention: Retention, facts: EndFacts): number | null {
  const ends = retention.flatMap((period) => {
    const fromMs = facts[period.after];
    return fromMs === undefined ? [] : [endOf(fromMs, period)];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

const dayMs = 24 * 60 * 60_000;

function endOf(fromMs: number, { years = 0, months = 0, days = 0 }: Period): number {
  const fromDay = Math.floor(fromMs / dayMs);
  const { year, month, day } = calendarOf(fromDay);
  const monthsOn = year * 12 + month + years * 12 + months;
  const shifted = { year: Math.floor(monthsOn / 12), month: monthsOn % 12 };
  const lastDay = dayNumber(shifted.year, shifted.month + 1, 1) - dayNumber(shifted.year, shifted.month, 1);
  const onDay = dayNumber(shifted.year, shifted.month, Math.min(day, lastDay)) + days;
  return onDay * dayMs + (fromMs - fromDay * dayMs);
}

// The Gregorian calendar counted in eras of 400 years that begin in March, so that the leap day is a year's last. Our own,
// because nothing here reads a clock, and the language's dates can.
const daysInEra = 146_097;
const daysToEpoch = 719_468;

/** Days since 1 January 1970. `month` from 0; 12 is the first of the next year. */
function dayNumber(year: number, month: number, day: number): number {
  const marchMonth = (month + 10) % 12;
  const marchYear = year + Math.floor((month - 2) / 12);
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  return era * daysInEra + yearOfEra * 365 + leapDays + dayOfYear - daysToEpoch;
}

/** The calendar day of a day number. */
function calendarOf(dayCount: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const shifted = dayCount + daysToEpoch;
  const era = Math.floor(shifted / daysInEra);
  const dayOfEra = shifted - era * daysInEra;
  const leapless =
    dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor(leapless / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (marchMonth + 2) % 12;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month < 2 ? 1 : 0), month, day };
}
