import * as z from 'zod';
import { createRandomSequence, shuffle } from '#base/random-sequence.ts';
import { type TestAnswer, TestItemId, type WorkshopTest } from '#domain/workshop/workshop-test.ts';
import w1 from './test-banks/w1.json' with { type: 'json' };

/** Type of an item of a test: one right option, several, or an order. */
const TestItemType = z.enum(['single', 'multi', 'order']);
type TestItemType = z.infer<typeof TestItemType>;

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
export function pointsOfAnswer(keyedItem: KeyedItem, testAnswer: TestAnswer | undefined): number {
  if (testAnswer === null || testAnswer === undefined) return 0;
  const key = [keyedItem.key].flat();
  const given = [testAnswer].flat();
  if (keyedItem.kind === 'multi') return pointsOfOptions(new Set(key), new Set(given));
  return given.length === key.length && given.every((option, at) => option === key[at]) ? 1 : 0;
}

function pointsOfOptions(key: ReadonlySet<string>, given: ReadonlySet<string>): number {
  const wrong = [...given].filter((option) => !key.has(option)).length;
  const missing = [...key].filter((option) => !given.has(option)).length;
  if (wrong > 0 || missing > 1) return 0;
  return missing === 0 ? 1 : 0.5;
}

const text = z.string().min(1).max(1_000);

/** Text of an item in the languages of the screens. */
export const LearningText = z.readonly(z.object({ en: text, fr: text, ar: text }));
export type LearningText = z.infer<typeof LearningText>;

/** Text in a language; English where an item has no words in it. */
export const learningTextIn = (learningText: LearningText, language: string): string =>
  language === 'fr' || language === 'ar' ? learningText[language] : learningText.en;

/** Item of a test as people see it, with the facts by which it is chosen and scored. */
const TestItem = z.readonly(
  z
    .object({
      ...KeyedItem.unwrap().shape,
      objective: z.string().max(32),
      /** Difficulty that the writers expect. */
      difficulty: z.enum(['easy', 'medium', 'hard']),
      /** A short fictional scenario. */
      isScenario: z.boolean().default(false),
      stem: LearningText,
      options: z.readonly(
        z
          .array(z.readonly(z.object({ id: TestItemId, text: LearningText })))
          .min(2)
          .max(9),
      ),
      /** Reason why the key is right. */
      rationale: LearningText,
      source: z.string().max(400),
    })
    .refine(
      ({ key, options }) => [key].flat().every((right) => options.some(({ id }) => id === right)),
      'the key names an option',
    ),
);
export type TestItem = z.infer<typeof TestItem>;

/**
 * Items of a template's test in two forms. Items at one place of both forms are parallel: same objective and type. The
 * blueprint tells how many items an objective has in each form.
 */
export const TestBank = z.readonly(
  z
    .object({
      template: z.string().max(40),
      blueprint: z.readonly(
        z.array(z.readonly(z.object({ objective: z.string().max(32), items: z.int().min(1).max(60) }))),
      ),
      formA: z.readonly(z.array(TestItem).min(1).max(60)),
      formB: z.readonly(z.array(TestItem).max(60)),
    })
    .refine(({ blueprint, formA, formB }) =>
      blueprint.every(({ objective, items }) =>
        [formA, formB].every(
          (form) => form.filter((testItem) => testItem.objective === objective).length === items,
        ),
      ),
    )
    .refine(({ formA, formB }) => formA.every((item, at) => isParallel(item, formB[at]))),
);
export type TestBank = z.infer<typeof TestBank>;

const isParallel = (testItem: TestItem, otherTestItem: TestItem | undefined): boolean =>
  testItem.objective === otherTestItem?.objective && testItem.kind === otherTestItem.kind;

const banks: readonly TestBank[] = [TestBank.parse(w1)];

/** Bank without items, of a template that has no test of its own. */
const emptyTestBank: TestBank = { template: '', blueprint: [], formA: [], formB: [] };

/**
 * Bank of a template's test, and the one of W1 for a workshop without a template. A template without a bank of its own
 * has no items: those of another would ask about objectives that it does not have.
 */
export const testBankOf = (template: string | null): TestBank =>
  banks.find((bank) => bank.template === (template ?? standardTemplate)) ?? emptyTestBank;

/** Template whose bank a workshop without a template uses, and earlier versions used for all. */
const standardTemplate = 'W1';

/** Test of a whole bank, as a new workshop begins with it. */
export const wholeTestOf = ({ formA }: TestBank): WorkshopTest => ({
  formA: formA.map(({ id }) => id),
  formB: [],
  isShuffled: true,
});

/** Test with these items of the first form, and with their parallel items for the time after if wanted. */
export function chooseTest(
  testBank: TestBank,
  choice: {
    readonly items: readonly string[];
    readonly hasSecondForm: boolean;
    readonly isShuffled: boolean;
  },
): WorkshopTest {
  const chosen = testBank.formA
    .map((item, at) => ({ item, parallel: testBank.formB[at] }))
    .filter(({ item }) => choice.items.includes(item.id));
  return {
    formA: chosen.map(({ item }) => item.id),
    formB: choice.hasSecondForm ? chosen.flatMap(({ parallel }) => (parallel ? [parallel.id] : [])) : [],
    isShuffled: choice.isShuffled,
  };
}

/** Items of a form in the order before shuffling. Unknown ids of a later version are left out. */
export function itemsOfForm(
  testBank: TestBank,
  workshopTest: WorkshopTest,
  form: 'a' | 'b',
): readonly TestItem[] {
  const ids = form === 'b' && workshopTest.formB.length > 0 ? workshopTest.formB : workshopTest.formA;
  const known = new Map([...testBank.formA, ...testBank.formB].map((item) => [item.id, item]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/**
 * Order items and their options for one person. The order follows from the id of the person's sheet: it is the same in
 * every language, and when the page loads again.
 */
export function orderItemsForSheet(
  testItems: readonly TestItem[],
  sheet: string,
  isShuffled: boolean,
): readonly TestItem[] {
  if (!isShuffled) return testItems;
  const random = createRandomSequence(sheet);
  return shuffle(testItems, random).map((item) => ({ ...item, options: shuffle(item.options, random) }));
}
