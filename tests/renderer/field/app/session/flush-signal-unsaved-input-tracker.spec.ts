import { expect, test } from 'vitest';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';

test('[D1] the page has unsaved input as long as any field gathers typed text', () => {
  const unsaved = createUnsavedInputTracker();
  const told: boolean[] = [];
  const stop = unsaved.onChange(() => told.push(unsaved.hasAny()));
  const [endFirst, endSecond] = [unsaved.begin(), unsaved.begin()];
  endFirst();
  expect(unsaved.hasAny()).toBe(true);
  endSecond();
  endSecond();
  expect(unsaved.hasAny()).toBe(false);
  stop();
  unsaved.begin();
  expect(told).toEqual([true, false]);
});
