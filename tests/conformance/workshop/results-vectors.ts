import * as z from 'zod';
import { computeEvaluationResults, countAnswers } from '#domain/workshop/learning/evaluation-results.ts';
import { KeyedItem } from '#domain/workshop/learning/test-bank.ts';
import { type AnsweredTest, computeTestResults } from '#domain/workshop/learning/test-results.ts';
import { TestAnswer } from '#domain/workshop/workshop-test.ts';

const Sheets = z
  .array(z.object({ code: z.string().max(100), answers: z.record(z.string(), TestAnswer) }))
  .max(10_000);

const StatementAnswer = z.union([z.int().min(1).max(5), z.literal('na')]);

/** Cohort of a file of vectors: answers, and the results that are expected of them. */
const CohortVector = z.object({
  name: z.string().max(200),
  test: z.object({ items: z.array(KeyedItem).max(60), before: Sheets, after: Sheets }),
  evaluation: z.object({
    participants: z.int().nonnegative().max(10_000),
    answers: z.array(z.record(z.string(), StatementAnswer)).max(10_000),
  }),
  expect: z.json(),
});
type CohortVector = z.infer<typeof CohortVector>;

/** File of vectors with the results of tests and evaluations. */
export const ResultVectors = z.object({ cohorts: z.array(CohortVector).min(1).max(1_000) });

/** Statements of the evaluation, as many as answers name. */
const statementsOf = (cohortVector: CohortVector): readonly string[] =>
  [...new Set(cohortVector.evaluation.answers.flatMap((sheet) => Object.keys(sheet)))].toSorted(
    (a, b) => Number(a) - Number(b),
  );

/** Compute the results of a cohort in the form of the vectors; numbers are not rounded. */
export function cohortResultsOf(cohortVector: CohortVector): z.core.util.JSONType {
  const { items, before, after } = cohortVector.test;
  const answered = (sheets: z.infer<typeof Sheets>): readonly AnsweredTest[] =>
    sheets.map((sheet) => ({ ...sheet, items }));
  const sheets = cohortVector.evaluation.answers.map((answers) => ({
    answers: Object.fromEntries(Object.entries(answers).map(([item, answer]) => [item, String(answer)])),
  }));
  const evaluationResults = computeEvaluationResults(
    statementsOf(cohortVector),
    countAnswers(sheets),
    cohortVector.evaluation.participants,
  );
  return z.json().parse({
    test: computeTestResults(items, answered(before), answered(after)),
    evaluation: evaluationResults.withheld
      ? evaluationResults
      : {
          ...evaluationResults,
          items: evaluationResults.items.map((result) => ({ ...result, item: Number(result.item) })),
        },
  });
}

/** Largest difference of a number from one that is rounded to four decimals. */
const roundingTolerance = 0.00005 + 1e-9;

/**
 * Places where results differ from the expected ones, as `path: expected, found` each. The expected numbers are
 * rounded to four decimals.
 */
export function differencesOf(expected: unknown, found: unknown, path = ''): readonly string[] {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= roundingTolerance ? [] : [differenceLine(path, expected, found)];
  if (isContainer(expected) && isContainer(found) && Array.isArray(expected) === Array.isArray(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...keys].flatMap((key) => differencesOf(expected[key], found[key], `${path}/${key}`));
  }
  return expected === found ? [] : [differenceLine(path, expected, found)];
}

const differenceLine = (path: string, expected: unknown, found: unknown): string =>
  `${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
