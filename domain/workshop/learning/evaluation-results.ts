import { groupByKey } from '#base/group.ts';
import {
  countPeople,
  minimumCellSize,
  nobody,
  type PeopleCount,
  peopleCountOf,
  type Released,
  releaseCohort,
  sumPeople,
  suppressSmallCounts,
} from '#domain/privacy/cell-suppression.ts';
import type { QuestionnaireCounts, QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import type { QuestionnaireItem } from './questionnaire.ts';

/** Rule of evaluation results. It is data of the programme; this is the default (docs/requirements.md C4). */
interface EvaluationRule {
  /** Statements that raise an alert. */
  readonly alertItems: readonly string[];
  /** Share of answers 1 or 2 above which they do. */
  readonly alertAbove: number;
  readonly minimumAnswers: number;
}
export const defaultEvaluationRule: EvaluationRule = {
  alertItems: ['4', '7', '9'],
  alertAbove: 0.2,
  minimumAnswers: minimumCellSize,
};

/** Numbers of the answers 1 to 5, in this order. */
type AgreementCounts = readonly [PeopleCount, PeopleCount, PeopleCount, PeopleCount, PeopleCount];

/** The same for a statement that enough people answered. */
type ShownAgreementCounts = Released<AgreementCounts>;

/** Figures of one statement; "not applicable" counts in none. */
export interface StatementFigures {
  readonly item: string;
  readonly n: number;
  readonly withheld?: undefined;
  readonly mean: number;
  readonly median: number;
  readonly counts: ShownAgreementCounts;
  /** Share of the answers 4 and 5. */
  readonly agree: number;
  readonly alert: boolean;
}

/** Result of one statement; withheld where few answers could reveal a person. */
export type StatementResult =
  | StatementFigures
  | { readonly item: string; readonly n: PeopleCount; readonly withheld: true };

interface EvaluationCounts {
  readonly answers: number;
  readonly participants: number;
  /** Null without participants. Above 1 where some were removed after they answered. */
  readonly responseRate: number | null;
}

/** Results of an evaluation; withheld as a whole where few people answered. */
export type EvaluationResults =
  | (EvaluationCounts & { readonly withheld?: undefined; readonly items: readonly StatementResult[] })
  | (EvaluationCounts & { readonly withheld: true });

/** Result of one statement; undefined where the evaluation is withheld as a whole. */
export const statementIn = (results: EvaluationResults, item: string): StatementResult | undefined =>
  results.withheld ? undefined : results.items.find((one) => one.item === item);

/**
 * Compute the results of an evaluation from sums of its answers (docs/requirements.md C4).
 * @param items statements in their order
 */
export function computeEvaluationResults(
  items: readonly string[],
  counts: AnswerCounts,
  participants: number,
  rule: EvaluationRule = defaultEvaluationRule,
): EvaluationResults {
  const all: EvaluationCounts = {
    answers: counts.sheets,
    participants,
    responseRate: participants === 0 ? null : counts.sheets / participants,
  };
  return counts.sheets < rule.minimumAnswers
    ? { ...all, withheld: true }
    : { ...all, items: statementResultsOf(items, counts, rule) };
}

const statementResultsOf = (
  items: readonly string[],
  { answers }: Pick<AnswerCounts, 'answers'>,
  rule: EvaluationRule,
): readonly StatementResult[] =>
  items.map((item) => statementResultOf(item, agreementCountsOf(answers[item] ?? {}), rule));

const agreementCountsOf = (byAnswer: Readonly<Record<string, PeopleCount>>): AgreementCounts => [
  byAnswer['1'] ?? nobody,
  byAnswer['2'] ?? nobody,
  byAnswer['3'] ?? nobody,
  byAnswer['4'] ?? nobody,
  byAnswer['5'] ?? nobody,
];

function statementResultOf(item: string, agreement: AgreementCounts, rule: EvaluationRule): StatementResult {
  const people = sumPeople(agreement);
  const released = releaseCohort({ counts: agreement, n: people }, people, rule.minimumAnswers);
  if (released === null) return { item, n: people, withheld: true };
  const { counts, n } = released;
  const [strongly, rather, , agree, stronglyAgree] = counts;
  return {
    item,
    n,
    mean: counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / n,
    median: (valueAtRank(counts, Math.floor((n - 1) / 2)) + valueAtRank(counts, Math.floor(n / 2))) / 2,
    counts,
    agree: (agree + stronglyAgree) / n,
    alert: rule.alertItems.includes(item) && (strongly + rather) / n > rule.alertAbove,
  };
}

/** Answer at a rank, from 0, of all answers in ascending order. */
function valueAtRank(counts: ShownAgreementCounts, rank: number): number {
  let before = 0;
  const at = counts.findIndex((count) => {
    before += count;
    return rank < before;
  });
  return at + 1;
}

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
  const groups = [...groupByKey(sheets, groupOf)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const sizes = suppressSmallCounts(groups.map(([, members]) => countPeople(members))).cells;
  const results = groups.map(([, members]) =>
    statementResultsOf(items, countAnswers(members), { ...defaultEvaluationRule, alertItems: [] }),
  );
  const shownByItem = items.map((_, at) =>
    suppressSmallCounts(results.map((statements) => answersTo(statements[at]))),
  );
  return groups.map(([group], place) => ({
    group,
    answers: sizes[place] ?? null,
    items: (results[place] ?? []).map((result, at) => {
      const isShown = sizes[place] !== null && shownByItem[at]?.cells[place] !== null;
      return isShown ? result : { item: result.item, n: answersTo(result), withheld: true };
    }),
  }));
}

/** Number of people who answered a statement, whether it is shown or not. */
function answersTo(result: StatementResult | undefined): PeopleCount {
  if (result === undefined) return nobody;
  return result.withheld ? result.n : peopleCountOf(result.n);
}

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
          Object.fromEntries([...new Set([given].flat())].map((answer) => [answer, peopleCountOf(1)])),
        ]),
      ),
    })),
  );
}

/** Add up the sums of several laptops. */
export function sumAnswerCounts(all: readonly AnswerCounts[]): AnswerCounts {
  const answers: Record<string, Record<string, PeopleCount>> = {};
  for (const counts of all)
    for (const [item, byAnswer] of Object.entries(counts.answers)) {
      const sums = (answers[item] ??= {});
      for (const [answer, people] of Object.entries(byAnswer))
        sums[answer] = sumPeople([sums[answer] ?? nobody, people]);
    }
  return { sheets: all.reduce((sum, { sheets }) => sum + sheets, 0), answers };
}

/** Answers to one item by option, in its order, for a screen or a report; null is withheld. */
export const shownAnswersTo = (
  { id, options }: QuestionnaireItem,
  counts: AnswerCounts,
): readonly (number | null)[] =>
  suppressSmallCounts(options.map((option) => counts.answers[id]?.[option.id] ?? nobody)).cells;

/**
 * Sums that may leave a laptop, or null below the minimum cell (docs/requirements.md E7).
 * Few answers more than in the last sums would be shown by their difference. They wait for others.
 */
export function countsToSend(
  sheets: readonly AnswersOfSheet[],
  last: QuestionnaireCounts | null,
): Released<QuestionnaireCounts> | null {
  const counts = countAnswers(sheets);
  return releaseCohort(counts, peopleCountOf(counts.sheets - (last?.sheets ?? 0)));
}
