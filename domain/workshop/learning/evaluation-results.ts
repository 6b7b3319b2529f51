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
export const statementIn = (
  evaluationResults: EvaluationResults,
  item: string,
): StatementResult | undefined =>
  evaluationResults.withheld
    ? undefined
    : evaluationResults.items.find((statementResult) => statementResult.item === item);

/**
 * Compute the results of an evaluation from sums of its answers (docs/requirements.md C4).
 * @param items statements in their order
 */
export function computeEvaluationResults(
  items: readonly string[],
  answerCounts: AnswerCounts,
  participants: number,
  evaluationRule: EvaluationRule = defaultEvaluationRule,
): EvaluationResults {
  const all: EvaluationCounts = {
    answers: answerCounts.sheets,
    participants,
    responseRate: participants === 0 ? null : answerCounts.sheets / participants,
  };
  return answerCounts.sheets < evaluationRule.minimumAnswers
    ? { ...all, withheld: true }
    : { ...all, items: statementResultsOf(items, answerCounts, evaluationRule) };
}

const statementResultsOf = (
  items: readonly string[],
  { answers }: Pick<AnswerCounts, 'answers'>,
  evaluationRule: EvaluationRule,
): readonly StatementResult[] =>
  items.map((item) => statementResultOf(item, agreementCountsOf(answers[item] ?? {}), evaluationRule));

const agreementCountsOf = (byAnswer: Readonly<Record<string, PeopleCount>>): AgreementCounts => [
  byAnswer['1'] ?? nobody,
  byAnswer['2'] ?? nobody,
  byAnswer['3'] ?? nobody,
  byAnswer['4'] ?? nobody,
  byAnswer['5'] ?? nobody,
];

function statementResultOf(
  item: string,
  agreementCounts: AgreementCounts,
  evaluationRule: EvaluationRule,
): StatementResult {
  const peopleCount = sumPeople(agreementCounts);
  const released = releaseCohort(
    { counts: agreementCounts, n: peopleCount },
    peopleCount,
    evaluationRule.minimumAnswers,
  );
  if (released === null) return { item, n: peopleCount, withheld: true };
  const { counts, n } = released;
  const [strongly, rather, , agree, stronglyAgree] = counts;
  return {
    item,
    n,
    mean: counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / n,
    median: (valueAtRank(counts, Math.floor((n - 1) / 2)) + valueAtRank(counts, Math.floor(n / 2))) / 2,
    counts,
    agree: (agree + stronglyAgree) / n,
    alert: evaluationRule.alertItems.includes(item) && (strongly + rather) / n > evaluationRule.alertAbove,
  };
}

/** Answer at a rank, from 0, of all answers in ascending order. */
function valueAtRank(shownAgreementCounts: ShownAgreementCounts, rank: number): number {
  let before = 0;
  const at = shownAgreementCounts.findIndex((count) => {
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
  return groups.map(([group], index) => ({
    group,
    answers: sizes[index] ?? null,
    items: (results[index] ?? []).map((statementResult, at) => {
      const isShown = sizes[index] !== null && shownByItem[at]?.cells[index] !== null;
      return isShown
        ? statementResult
        : { item: statementResult.item, n: answersTo(statementResult), withheld: true };
    }),
  }));
}

/** Number of people who answered a statement, whether it is shown or not. */
function answersTo(statementResult: StatementResult | undefined): PeopleCount {
  if (statementResult === undefined) return nobody;
  return statementResult.withheld ? statementResult.n : peopleCountOf(statementResult.n);
}

/** Sums of answers, of any number of sheets. */
export type AnswerCounts = Pick<QuestionnaireCounts, 'answers'> & { readonly sheets: number };

/** Answers of one person, without the person. */
type AnswersOfSheet = Pick<QuestionnaireSheet, 'answers'>;

/** Count the answers of sheets by item. */
export function countAnswers(answersOfSheets: readonly AnswersOfSheet[]): AnswerCounts {
  return sumAnswerCounts(
    answersOfSheets.map(({ answers }) => ({
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
  for (const answerCounts of all)
    for (const [item, byAnswer] of Object.entries(answerCounts.answers)) {
      const sums = (answers[item] ??= {});
      for (const [answer, peopleCount] of Object.entries(byAnswer))
        sums[answer] = sumPeople([sums[answer] ?? nobody, peopleCount]);
    }
  return { sheets: all.reduce((sum, { sheets }) => sum + sheets, 0), answers };
}

/** Answers to one item by option, in its order, for a screen or a report; null is withheld. */
export const shownAnswersTo = (
  { id, options }: QuestionnaireItem,
  answerCounts: AnswerCounts,
): readonly (number | null)[] =>
  suppressSmallCounts(options.map((option) => answerCounts.answers[id]?.[option.id] ?? nobody)).cells;

/**
 * Sums that may leave a laptop, or null below the minimum cell (docs/requirements.md E7).
 * Few answers more than in the last sums would be shown by their difference. They wait for others.
 */
export function countsToSend(
  answersOfSheets: readonly AnswersOfSheet[],
  lastQuestionnaireCounts: QuestionnaireCounts | null,
): Released<QuestionnaireCounts> | null {
  const answerCounts = countAnswers(answersOfSheets);
  return releaseCohort(
    answerCounts,
    peopleCountOf(answerCounts.sheets - (lastQuestionnaireCounts?.sheets ?? 0)),
  );
}
