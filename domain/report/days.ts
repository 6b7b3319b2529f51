import { civilOf, dayMs, instantOf, padded, type Zone } from '../instrument/expression/civil-date.ts';

const utc: Zone = { offsetMinutes: () => 0 };

/** Calendar days, `2026-11-24`, as days since 1970; of a text that is no day, 0. */
const numberOf = (day: string): number => (instantOf(day, utc) ?? 0) / dayMs;

/** Whole days from one calendar day to another; negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from);

/** The calendar day so many days after another. */
export function dayAfter(from: string, days: number): string {
  const civil = civilOf((numberOf(from) + days) * dayMs, utc);
  return civil === null ? from : `${padded(civil.year, 4)}-${padded(civil.month, 2)}-${padded(civil.day, 2)}`;
}
