import * as z from 'zod';
import { type TestAnswer, TestItemId } from '#domain/workshop/workshop-test.ts';

/** Type of an item of a test: one right option, several, or an order. */
export const TestItemType = z.enum(['single', 'multi', 'order']);
export type TestItemType = z.infer<typeof TestItemType>;

/** Facts by which an answer to an item is scored. */
export const KeyedItem = z.readonly(
  z.object({
    id: TestItemId,
    kind: TestItemType,
    /** The right option, or a list: the right options, or their right order. */
    key: z.union([TestItemId, z.readonly(z.array(TestItemId).min(1).max(20))]),
  }),
);
export type KeyedItem = z.infer<typeof KeyedItem>;

/**
 * Points of an answer, from 0 to 1 (docs/requirements.md C3). Several options give half a point when one right
 * option is missing and none is wrong. No answer gives 0.
 */
export function pointsOfAnswer(item: KeyedItem, answer: TestAnswer | undefined): number {
  if (answer === null || answer === undefined) return 0;
  const key = [item.key].flat();
  const given = [answer].flat();
  if (item.kind === 'multi') return pointsOfOptions(new Set(key), new Set(given));
  return given.length === key.length && given.every((option, at) => option === key[at]) ? 1 : 0;
}

function pointsOfOptions(key: ReadonlySet<string>, given: ReadonlySet<string>): number {
  const wrong = [...given].filter((option) => !key.has(option)).length;
  const missing = [...key].filter((option) => !given.has(option)).length;
  if (wrong > 0 || missing > 1) return 0;
  return missing === 0 ? 1 : 0.5;
}
