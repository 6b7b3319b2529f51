import { expect, test } from 'vitest';
import { backOffMs } from '#sync/client/sync-machine.ts';

test('waits double from 2 seconds to 5 minutes', () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((failures) => backOffMs(failures, 0) / 1_000);
  expect(seconds).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
});

test('jitter subtracts up to a quarter, so that devices that failed together retry apart', () => {
  expect(backOffMs(1, 0.999)).toBeGreaterThanOrEqual(1_500);
  expect(backOffMs(1, 0.5)).toBe(1_750);
});
