import { expect, test } from 'vitest';
import { fitsBudget, requestBudgetOf, takeFromBudget, unlimitedBudget } from '#sync/client/plan-request.ts';

const budget = requestBudgetOf({ requestBytes: 1_000, packBytes: 400 }, 100);

test('[S6] a request takes packs while they fit beside its envelope', () => {
  const remainingBudget = takeFromBudget(budget, 600);
  expect(remainingBudget).toEqual({ leftBytes: 300, packBytes: 400, isEmpty: false });
  expect([fitsBudget(remainingBudget, 300), fitsBudget(remainingBudget, 301)]).toEqual([true, false]);
});

test('[S6] an empty request takes one pack however large, and then no other', () => {
  expect(fitsBudget(budget, 5_000)).toBe(true);
  expect(fitsBudget(takeFromBudget(budget, 5_000), 1)).toBe(false);
});

test('a step leaves the budget before it as it was', () => {
  takeFromBudget(budget, 600);
  expect(budget).toEqual({ leftBytes: 900, packBytes: 400, isEmpty: true });
});

test('packs on a stick have no limit but that of one pack', () => {
  expect(fitsBudget(takeFromBudget(unlimitedBudget, 1_000_000_000), 1_000_000_000)).toBe(true);
});
