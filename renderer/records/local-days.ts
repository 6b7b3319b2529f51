/**
 * Calendar day (`2026-11-24`) as an instant that every formatter writes as that day.
 * It is noon here, so that no time zone moves it to the neighbour. NaN for an invalid day.
 */
export function localNoonMs(day: string): number {
  const [year = Number.NaN, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12).getTime();
}

/** Whole days from the day of an instant here to a calendar day: 0 is today, less is past. */
export function daysUntilDay(day: string, nowMs: number): number {
  const now = new Date(nowMs);
  const todayMs = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12).getTime();
  return Math.round((localNoonMs(day) - todayMs) / (24 * 60 * 60_000));
}
