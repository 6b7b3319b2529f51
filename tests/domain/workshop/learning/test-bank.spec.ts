import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import {
  chooseTest,
  itemsOfForm,
  TestBank,
  testBankOf,
  wholeTestOf,
} from '#domain/workshop/learning/test-bank.ts';
import { bankOfWorkshop, hasTest } from '#domain/workshop/learning/test-sheets.ts';
import { written } from '#tests/support/builders/a-register.ts';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';

const bank = testBankOf('W1');

test('[C3] the bank of W1 has ten items: seven single-choice, two multiple-choice and one ordering', () => {
  const kinds = bank.formA.map(({ kind }) => kind);
  expect(
    ['single', 'multi', 'order'].map((kind) => kinds.filter((testItemType) => testItemType === kind).length),
  ).toEqual([7, 2, 1]);
  expect(bank.formA.filter(({ isScenario }) => isScenario)).toHaveLength(1);
});

test('[C3] both forms follow the blueprint, with parallel items at each place', () => {
  const plan = ({ objective, kind }: (typeof bank.formA)[number]) => [objective, kind];
  expect(bank.formB.map(plan)).toEqual(bank.formA.map(plan));
  expect(bank.blueprint.reduce((sum, { items }) => sum + items, 0)).toBe(bank.formA.length);
});

test('ids of items are used once in both forms', () => {
  const ids = [...bank.formA, ...bank.formB].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a workshop without a template takes the bank of W1', () => {
  expect(testBankOf(null)).toBe(bank);
});

test('a chosen test has items in bank order, and parallel items in its second form', () => {
  const choice = { items: ['w1-a4', 'w1-a2'], hasSecondForm: true, isShuffled: false };
  const chosenWorkshopTest = chooseTest(bank, choice);
  expect(chosenWorkshopTest).toEqual({
    formA: ['w1-a2', 'w1-a4'],
    formB: ['w1-b2', 'w1-b4'],
    isShuffled: false,
  });
  expect(itemsOfForm(bank, chosenWorkshopTest, 'b').map(({ id }) => id)).toEqual(['w1-b2', 'w1-b4']);
});

test('without a second form both phases have the first', () => {
  expect(itemsOfForm(bank, wholeTestOf(bank), 'b')).toEqual(itemsOfForm(bank, wholeTestOf(bank), 'a'));
});

test('[C3] a bank with items at one place that are not parallel is refused', () => {
  const [firstTestItem, second, ...rest] = bank.formB;
  if (firstTestItem === undefined || second === undefined) throw new Error('no second form');
  const withFirst = (testItem: typeof firstTestItem) =>
    TestBank.safeParse({ ...bank, formB: [testItem, second, ...rest] }).success;
  expect(withFirst(firstTestItem)).toBe(true);
  expect(withFirst({ ...firstTestItem, kind: 'multi' })).toBe(false);
  // Another objective at this place, with the blueprint still met: the two items changed their places.
  const other = bank.formB.findIndex(
    ({ kind, objective }) => kind === firstTestItem.kind && objective !== firstTestItem.objective,
  );
  const swapped = bank.formB.with(0, bank.formB[other] ?? firstTestItem).with(other, firstTestItem);
  expect(TestBank.safeParse({ ...bank, formB: swapped }).success).toBe(false);
});

test('a template without a bank of its own has no item of another', () => {
  expect(testBankOf('W2').formA).toEqual([]);
  expect(testBankOf('W1').formA.length).toBeGreaterThan(0);
});

test('answers that an earlier version took with the items of W1 keep those items', () => {
  const template = { path: pathOf('template'), value: 'W2' };
  const sheet = { phase: 'before', code: 'maple1', form: 'a', source: 'paper', answers: {} };
  const empty = written(anEmptyWorkshop, [template]);
  const answered = written(empty, [{ path: pathOf('test-sheets', 'one', 'sheet'), value: sheet }]);
  expect([hasTest(empty), hasTest(answered)]).toEqual([false, true]);
  expect(bankOfWorkshop(answered)).toBe(bank);
});
