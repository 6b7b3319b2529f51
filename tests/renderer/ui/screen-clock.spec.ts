import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTickingClock } from '#renderer/ui';

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

test('the time on a screen stays constant between ticks, so that a screen is consistent', () => {
  const screenClock = createTickingClock(Date.now, 15_000);
  vi.advanceTimersByTime(14_000);
  expect(screenClock.nowMs()).toBe(1_000);
  vi.advanceTimersByTime(1_000);
  expect(screenClock.nowMs()).toBe(16_000);
});

test('a listener is notified of each tick until it stops', () => {
  const screenClock = createTickingClock(Date.now, 15_000);
  const tick = vi.fn<() => void>();
  const stop = screenClock.onTick(tick);
  vi.advanceTimersByTime(30_000);
  stop();
  vi.advanceTimersByTime(30_000);
  expect(tick).toHaveBeenCalledTimes(2);
});
