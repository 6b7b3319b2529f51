import { expect, test } from 'vitest';
import { daysUntil } from '#renderer/field/parts/days.ts';

test.each([
  ['2026-11-26', 0],
  ['2026-11-27', 1],
  ['2026-11-25', -1],
  ['2026-12-26', 30],
])('until %s it is %i days, whatever the hour', (day, days) => {
  for (const hour of [0, 12, 23])
    expect(daysUntil(day, new Date(2026, 10, 26, hour, 30).getTime())).toBe(days);
});
