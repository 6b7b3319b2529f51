import { expect, test } from 'vitest';
import { createUnsaved } from '#renderer/field/app/unsaved.ts';

test('[D1] as long as one field gathers what is typed, the page has something that is not saved', () => {
  const unsaved = createUnsaved();
  const told: boolean[] = [];
  const stop = unsaved.onChange(() => told.push(unsaved.isAny()));
  const [endFirst, endSecond] = [unsaved.begin(), unsaved.begin()];
  endFirst();
  expect(unsaved.isAny()).toBe(true);
  endSecond();
  endSecond();
  expect(unsaved.isAny()).toBe(false);
  stop();
  unsaved.begin();
  expect(told).toEqual([true, false]);
});
