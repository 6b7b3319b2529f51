import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToDay, formatDayNumber, parseDayNumber, utcDayAtMs } from '#base/calendar-day.ts';

test.each([
  ['2026-11-24', { days: 30 }, '2026-12-24'],
  ['2026-08-31', { months: 6 }, '2027-02-28'],
  ['2027-08-31', { months: 6 }, '2028-02-29'],
  ['2024-02-29', { years: 1 }, '2025-02-28'],
  ['2026-12-31', { months: 9 }, '2027-09-30'],
])('%s and %o later is %s', (day, span, later) => {
  expect(addToDay(day, span)).toBe(later);
});

test('every day is read as it is written, as the language counts days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 900_000 }), (count) => {
      const text = formatDayNumber(count);
      expect(text).toBe(new Date(count * 86_400_000).toISOString().slice(-24).slice(0, 10));
      expect(parseDayNumber(text)).toBe(count);
      expect(utcDayAtMs(count * 86_400_000 + 86_399_999)).toBe(text);
    }),
    { seed: 20_261_126, numRuns: 500 },
  );
});
