import { expect, test } from 'vitest';
import { daysUntilDay } from '#renderer/records/local-days.ts';

test.each([
  ['2026-11-26', 0],
  ['2026-11-27', 1],
  ['2026-11-25', -1],
  ['2026-12-26', 30],
])('until %s there are %i days, at any hour', (day, days) => {
  for (const hour of [0, 12, 23])
    expect(daysUntilDay(day, new Date(2026, 10, 26, hour, 30).getTime())).toBe(days);
});
