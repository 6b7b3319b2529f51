import { expect, test } from 'vitest';
import type { KeyedItem } from '#domain/workshop/learning/test-bank.ts';
import { type AnsweredTest, computeTestResults } from '#domain/workshop/learning/test-results.ts';
import {
  cohortResultsOf,
  differencesOf,
  ResultVectors,
} from '#tests/conformance/workshop/results-vectors.ts';
import vectors from '#tests/data/workshop/results-vectors.json' with { type: 'json' };

test.each(ResultVectors.parse(vectors).cohorts)(
  '[C3, C4] results of $name are those of the reference',
  (cohortVector) => {
    expect(differencesOf(cohortVector.expect, cohortResultsOf(cohortVector))).toEqual([]);
  },
);

const items: readonly KeyedItem[] = [
  { id: 'q1', kind: 'single', key: 'a' },
  { id: 'q2', kind: 'single', key: 'a' },
];
const parallel: readonly KeyedItem[] = [
  { id: 'p1', kind: 'single', key: 'c' },
  { id: 'p2', kind: 'single', key: 'c' },
];

/** Test with this number of right answers. */
const answered = (code: string, right: 0 | 1 | 2, form = items): AnsweredTest => ({
  code,
  items: form,
  answers: Object.fromEntries(form.slice(0, right).map(({ id, key }) => [id, key])),
});
const codes = ['apple11', 'birch22', 'cedar33', 'delta44', 'ember55'];
const all = (right: 0 | 1 | 2, form = items) => codes.map((code) => answered(code, right, form));
const figures = (previousTests: readonly AnsweredTest[], after: readonly AnsweredTest[]) => {
  const testResults = computeTestResults(items, previousTests, after);
  if (testResults.withheld) throw new Error('withheld');
  return testResults;
};

test('[C3] four pairs are withheld, five are shown', () => {
  expect(computeTestResults(items, all(0), all(1).slice(1))).toEqual({
    before: 5,
    after: 4,
    paired: 4,
    withheld: true,
  });
  expect(figures(all(0), all(1)).meanGain).toBe(50);
});

test('[C3] the normalized gain is not defined when all were right before', () => {
  expect(figures(all(2), all(2)).normalizedGain).toBe(null);
  expect(figures(all(1), all(2)).normalizedGain).toBe(1);
});

test.each([' Apple11 ', 'apple 11', 'APPLE-11', 'apple ١١'])(
  '[C3] the code %j pairs with apple11',
  (code) => {
    expect(figures(all(0), [answered(code, 1), ...all(1).slice(1)]).paired).toBe(5);
  },
);

test('[C3] a code with two answers in a phase is in no figure, whatever their order', () => {
  const six = [...all(0), answered('fir66', 0)];
  const once = figures(all(0), all(1));
  expect(figures(six, [...all(1), answered('fir66', 2), answered('FIR 66', 0)])).toEqual(once);
  expect(figures(six, [answered('fir66', 0), ...all(1), answered('fir66', 2)])).toEqual(once);
  expect(figures([answered('fir66', 2), ...six], [...all(1), answered('fir66', 1)])).toEqual(once);
});

test('[C3] an answer without its pair is counted, and in no figure', () => {
  expect(figures(all(0), [...all(1), answered('zebra99', 2)])).toMatchObject({
    after: 6,
    paired: 5,
    meanAfter: 50,
  });
});

test('[C3] a second form counts by the places of its parallel items', () => {
  const results = figures(all(0), all(1, parallel));
  expect(results.items.map(({ id, correctAfter }) => [id, correctAfter])).toEqual([
    ['q1', 1],
    ['q2', 0],
  ]);
});

test('[C3] an item under 30 or over 90 per cent right before is to be reviewed', () => {
  const previousTests = all(1);
  expect(figures(previousTests, all(2)).items.map(({ review }) => review)).toEqual([true, true]);
  const mixed = [answered('apple11', 0), answered('birch22', 2), ...previousTests.slice(2)];
  expect(figures(mixed, all(2)).items.map(({ review }) => review)).toEqual([false, true]);
});
