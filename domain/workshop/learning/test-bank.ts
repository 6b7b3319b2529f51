import * as z from 'zod';
import { TestItemId, type WorkshopTest } from '#domain/workshop/workshop-test.ts';
import { LearningText } from './learning-text.ts';
import { KeyedItem } from './test-points.ts';
import w1 from './test-banks/w1.json' with { type: 'json' };

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
const TestBank = z.readonly(
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
        [formA, formB].every((form) => form.filter((one) => one.objective === objective).length === items),
      ),
    )
    .refine(({ formA, formB }) => formA.every((item, at) => isParallel(item, formB[at]))),
);
export type TestBank = z.infer<typeof TestBank>;

const isParallel = (item: TestItem, other: TestItem | undefined): boolean =>
  item.objective === other?.objective && item.kind === other.kind;

const banks: readonly TestBank[] = [TestBank.parse(w1)];

/** Bank of a template's test; the one of W1 where a template has none of its own. */
export const testBankOf = (template: string | null): TestBank => {
  const own = banks.find((bank) => bank.template === template);
  const [first] = banks;
  if (first === undefined) throw new Error('there is no bank');
  return own ?? first;
};

/** Test of a whole bank, as a new workshop begins with it. */
export const wholeTestOf = ({ formA }: TestBank): WorkshopTest => ({
  formA: formA.map(({ id }) => id),
  formB: [],
  isShuffled: true,
});

/** Test with these items of the first form, and with their parallel items for the time after if wanted. */
export function chooseTest(
  bank: TestBank,
  choice: {
    readonly items: readonly string[];
    readonly hasSecondForm: boolean;
    readonly isShuffled: boolean;
  },
): WorkshopTest {
  const chosen = bank.formA
    .map((item, at) => ({ item, parallel: bank.formB[at] }))
    .filter(({ item }) => choice.items.includes(item.id));
  return {
    formA: chosen.map(({ item }) => item.id),
    formB: choice.hasSecondForm ? chosen.flatMap(({ parallel }) => (parallel ? [parallel.id] : [])) : [],
    isShuffled: choice.isShuffled,
  };
}

/** Items of a form in the order before shuffling. Unknown ids of a later version are left out. */
export function itemsOfForm(bank: TestBank, test: WorkshopTest, form: 'a' | 'b'): readonly TestItem[] {
  const ids = form === 'b' && test.formB.length > 0 ? test.formB : test.formA;
  const known = new Map([...bank.formA, ...bank.formB].map((item) => [item.id, item]));
  return ids.flatMap((id) => known.get(id) ?? []);
}
