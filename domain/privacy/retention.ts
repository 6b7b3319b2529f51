import { dayAfter, type Span } from '../base/calendar.ts';

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
export interface Period extends Span {
  readonly after: EndEvent;
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

function endOf(fromMs: number, period: Period): number {
  const fromDay = Math.floor(fromMs / dayMs);
  return dayAfter(fromDay, period) * dayMs + (fromMs - fromDay * dayMs);
}
