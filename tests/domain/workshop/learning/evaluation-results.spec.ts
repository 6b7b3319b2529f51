import { expect, test } from 'vitest';
import { computeEvaluationResults, statementIn } from '#domain/workshop/learning/evaluation-results.ts';
import { someAnswerCounts } from '#tests/support/builders/people-counts.ts';

const resultOf = (item: string, byAnswer: Readonly<Record<string, number>>) =>
  statementIn(computeEvaluationResults([item], someAnswerCounts(10, { [item]: byAnswer }), 20), item);

test('[C4] the response rate is of the registered participants', () => {
  const counts = { sheets: 10, answers: {} };
  expect(computeEvaluationResults([], counts, 20).responseRate).toBe(0.5);
  expect(computeEvaluationResults([], counts, 0).responseRate).toBe(null);
});

test('[C4] an evaluation of four people is withheld as a whole, of five it is shown', () => {
  const answers = { 1: { 4: 4 }, 2: { 2: 3, na: 1 } };
  expect(computeEvaluationResults(['1', '2'], someAnswerCounts(4, answers), 8)).toEqual({
    answers: 4,
    participants: 8,
    responseRate: 0.5,
    withheld: true,
  });
  expect(computeEvaluationResults(['1', '2'], someAnswerCounts(5, answers), 8)).not.toHaveProperty(
    'withheld',
  );
});

test('[C4] a statement has mean, median, distribution and share of agreement', () => {
  expect(resultOf('1', { 1: 1, 3: 2, 4: 2, 5: 1, na: 3 })).toEqual({
    item: '1',
    n: 6,
    mean: 20 / 6,
    median: 3.5,
    counts: [1, 0, 2, 2, 1],
    agree: 0.5,
    alert: false,
  });
});

test('[C4] "not applicable" is no answer: four others are withheld', () => {
  expect(resultOf('1', { 4: 4, na: 9 })).toEqual({ item: '1', n: 4, withheld: true });
});

test.each([
  ['4', 2, 8, false],
  ['4', 3, 7, true],
  ['7', 3, 7, true],
  ['9', 3, 7, true],
  ['5', 3, 7, false],
])('[C4] statement %s with %d of disagreement and %d others: alert %s', (item, disagree, others, alert) => {
  expect(resultOf(item, { 2: disagree, 4: others })).toMatchObject({ alert });
});
