import { expect, test } from 'vitest';
import { createUnsavedInputTracker } from '#renderer/field/app/session/unsaved-input-tracker.ts';

test('[D1] as long as one field gathers what is typed, the page has something that is not saved', () => {
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
