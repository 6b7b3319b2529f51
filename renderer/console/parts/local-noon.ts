/**
 * Calendar day (`2026-11-24`) as an instant that every formatter writes as that day.
 * It is noon here, so that no time zone moves it to the neighbour. NaN for an invalid day.
 */
export function localNoonMs(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date, 12).getTime();
}
