import { suppressSmallCounts } from '#domain/privacy/cell-suppression.ts';
import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import {
  computeEvaluationResults,
  defaultEvaluationRule,
  type StatementResult,
} from './evaluation-results.ts';
import { countAnswers } from './questionnaire-counts.ts';

/** Results of a group of answers; `answers` is null where the group is withheld. */
export interface EvaluationGroup {
  readonly group: string;
  readonly answers: number | null;
  readonly items: readonly StatementResult[];
}

/**
 * Break an evaluation down by a fact of its writers (docs/requirements.md C4, E7). A cell below the minimum is
 * withheld, and so is the next smallest where it would follow from the results of all.
 * @param items statements in their order
 */
export function breakDownEvaluation<Sheet extends Pick<QuestionnaireSheet, 'answers'>>(
  items: readonly string[],
  sheets: readonly Sheet[],
  groupOf: (sheet: Sheet) => string,
): readonly EvaluationGroup[] {
  const groups = [...new Set(sheets.map(groupOf))]
    .toSorted()
    .map((group) => [group, sheets.filter((sheet) => groupOf(sheet) === group)] as const);
  const sizes = suppressSmallCounts(groups.map(([, members]) => members.length)).cells;
  const results = groups.map(([, members]) =>
    computeEvaluationResults(items, countAnswers(members), members.length, {
      ...defaultEvaluationRule,
      alertItems: [],
    }),
  );
  const shownByItem = items.map((_, at) =>
    suppressSmallCounts(results.map((result) => result.items[at]?.n ?? 0)),
  );
  return groups.map(([group], place) => ({
    group,
    answers: sizes[place] ?? null,
    items: (results[place]?.items ?? []).map((result, at) => {
      const isShown = sizes[place] !== null && shownByItem[at]?.cells[place] !== null;
      return isShown ? result : { item: result.item, n: result.n, withheld: true };
    }),
  }));
}
