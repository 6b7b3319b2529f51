import { expect, test } from 'vitest';
import { QuestionnaireCounts } from '#domain/workshop/evaluation.ts';
import {
  countAnswers,
  countsToSend,
  shownAnswersTo,
  sumAnswerCounts,
} from '#domain/workshop/learning/evaluation-results.ts';
import { questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { someAnswerCounts } from '#tests/support/builders/people-counts.ts';

const sheets = (count: number, answers: Readonly<Record<string, string | string[]>> = { 1: '4' }) =>
  Array.from({ length: count }, () => ({ answers }));

test('[C4] answers are counted by item; several options of one person count each once', () => {
  expect(countAnswers([...sheets(2), ...sheets(1, { 1: 'na', 3: ['advice', 'policy', 'advice'] })])).toEqual({
    sheets: 3,
    answers: { 1: { 4: 2, na: 1 }, 3: { advice: 1, policy: 1 } },
  });
});

test('[C4] the sums of several laptops add up to the sums of all sheets', () => {
  const here = sheets(6);
  const there = sheets(7, { 1: '5' });
  expect(sumAnswerCounts([countAnswers(here), countAnswers(there)])).toEqual(
    countAnswers([...here, ...there]),
  );
  expect(sumAnswerCounts([])).toEqual({ sheets: 0, answers: {} });
});

test('[E7] a laptop with fewer than five sheets sends no sums', () => {
  expect(countsToSend(sheets(4), null)).toBe(null);
  expect(QuestionnaireCounts.safeParse(countsToSend(sheets(5), null)).success).toBe(true);
});

test('[E7] fewer than five further sheets wait: the difference of two sums would show them', () => {
  const lastQuestionnaireCounts = QuestionnaireCounts.parse(countAnswers(sheets(5)));
  expect(countsToSend(sheets(9), lastQuestionnaireCounts)).toBe(null);
  expect(countsToSend(sheets(10), lastQuestionnaireCounts)?.sheets).toBe(10);
});

test('[C5, E7] an option that few people chose is withheld, and the next smallest with it', () => {
  const [questionnaireItem] = questionnaires['follow-up'].items;
  if (questionnaireItem === undefined) throw new Error('The survey has items');
  const [first, second, third] = questionnaireItem.options.map(({ id }) => id);
  const counts = (...numbers: readonly [number, number, number]) =>
    someAnswerCounts(20, {
      [questionnaireItem.id]: Object.fromEntries(
        [first, second, third].map((id, at) => [id, numbers[at] ?? 0]),
      ),
    });
  expect(shownAnswersTo(questionnaireItem, counts(6, 7, 0)).slice(0, 3)).toEqual([6, 7, 0]);
  expect(shownAnswersTo(questionnaireItem, counts(9, 1, 6)).slice(0, 3)).toEqual([9, null, null]);
});
