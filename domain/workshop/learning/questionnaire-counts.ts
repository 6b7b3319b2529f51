import { minimumCellSize } from '#domain/privacy/cell-suppression.ts';
import type { QuestionnaireCounts, QuestionnaireSheet } from '#domain/workshop/evaluation.ts';

/** Sums of answers, of any number of sheets. */
export type AnswerCounts = Pick<QuestionnaireCounts, 'answers'> & { readonly sheets: number };

/** Answers of one person, without the person. */
type AnswersOfSheet = Pick<QuestionnaireSheet, 'answers'>;

/** Count the answers of sheets by item. */
export function countAnswers(sheets: readonly AnswersOfSheet[]): AnswerCounts {
  return sumAnswerCounts(
    sheets.map(({ answers }) => ({
      sheets: 1,
      answers: Object.fromEntries(
        Object.entries(answers).map(([item, given]) => [
          item,
          Object.fromEntries([...new Set([given].flat())].map((answer) => [answer, 1])),
        ]),
      ),
    })),
  );
}

/** Add up the sums of several laptops. */
export function sumAnswerCounts(all: readonly AnswerCounts[]): AnswerCounts {
  const answers: Record<string, Record<string, number>> = {};
  for (const counts of all)
    for (const [item, byAnswer] of Object.entries(counts.answers)) {
      const sums = (answers[item] ??= {});
      for (const [answer, count] of Object.entries(byAnswer)) sums[answer] = (sums[answer] ?? 0) + count;
    }
  return { sheets: all.reduce((sum, { sheets }) => sum + sheets, 0), answers };
}

/**
 * Sums that may leave a laptop, or null below the minimum cell (docs/requirements.md E7).
 * Few answers more than in the last sums would be shown by their difference. They wait for others.
 */
export function countsToSend(
  sheets: readonly AnswersOfSheet[],
  last: QuestionnaireCounts | null,
): QuestionnaireCounts | null {
  const counts = countAnswers(sheets);
  return counts.sheets - (last?.sheets ?? 0) >= minimumCellSize ? counts : null;
}
