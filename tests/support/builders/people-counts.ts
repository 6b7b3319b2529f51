import { type PeopleCount, peopleCountOf } from '#domain/privacy/cell-suppression.ts';
import type { AnswerCounts } from '#domain/workshop/learning/evaluation-results.ts';

/** Counts of people in a row of a table. */
export const peopleRow = (...counts: readonly number[]): readonly PeopleCount[] => counts.map(peopleCountOf);

/** Sums of answers, from plain numbers by item and answer. */
export const someAnswerCounts = (
  sheets: number,
  answers: Readonly<Record<string, Readonly<Record<string, number>>>>,
): AnswerCounts => ({
  sheets,
  answers: Object.fromEntries(
    Object.entries(answers).map(([item, byAnswer]) => [
      item,
      Object.fromEntries(Object.entries(byAnswer).map(([answer, count]) => [answer, peopleCountOf(count)])),
    ]),
  ),
});
