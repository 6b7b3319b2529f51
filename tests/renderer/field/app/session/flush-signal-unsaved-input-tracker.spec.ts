import { expect, test } from 'vitest';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';

test('[D1] the page has unsaved input as long as any field gathers typed text', () => {
  const inputTracker = createUnsavedInputTracker();
  const told: boolean[] = [];
  const stop = inputTracker.onChange(() => told.push(inputTracker.hasAny()));
  const [endFirst, endSecond] = [inputTracker.begin(), inputTracker.begin()];
  endFirst();
  expect(inputTracker.hasAny()).toBe(true);
  endSecond();
  endSecond();
  expect(inputTracker.hasAny()).toBe(false);
  stop();
  inputTracker.begin();
  expect(told).toEqual([true, false]);
});
