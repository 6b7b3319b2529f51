import { addToDay } from '#base/calendar-day.ts';
import { type Document, itemIdsBelow, readValueAt, valueAt } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import {
  QuestionnaireCounts,
  type QuestionnaireKind,
  type QuestionnaireSheet,
  ReviewedText,
} from '#domain/workshop/evaluation.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import {
  type AnswerCounts,
  computeEvaluationResults,
  type EvaluationResults,
  sumAnswerCounts,
} from './evaluation-results.ts';
import { defaultKirkpatrickPolicy } from './kirkpatrick.ts';
import { questionnaires } from './questionnaire.ts';

/** Paths below which each laptop has its sums. */
export const countsPaths = {
  evaluation: 'evaluation-counts',
  'follow-up': 'follow-up-counts',
} as const satisfies Record<QuestionnaireKind, string>;

/** Sums of one laptop; null where it has sent none. */
export const deviceCountsOf = (
  workshop: Document | undefined,
  questionnaireKind: QuestionnaireKind,
  device: string,
): QuestionnaireCounts | null =>
  readValueAt(workshop, `${countsPaths[questionnaireKind]}/${device}`, QuestionnaireCounts.nullable(), null);

/** Sums of all laptops together. */
export const answerCountsOf = (
  workshop: Document | undefined,
  questionnaireKind: QuestionnaireKind,
): AnswerCounts =>
  sumAnswerCounts(
    itemIdsBelow(workshop, countsPaths[questionnaireKind]).flatMap(
      (device) => deviceCountsOf(workshop, questionnaireKind, device) ?? [],
    ),
  );

/** Number of participants who agreed to the follow-up survey. */
export const invitedParticipants = (workshop: Document | undefined): number =>
  readParticipants(workshop).filter(({ consents }) => consents['follow-up']?.given === true).length;

/** Results of a workshop's evaluation, from the sums that its laptops sent. */
export const evaluationResultsOf = (workshop: Document | undefined): EvaluationResults =>
  computeEvaluationResults(
    questionnaires.evaluation.items.map(({ id }) => id),
    answerCountsOf(workshop, 'evaluation'),
    readParticipants(workshop).length,
  );

/** Time of a follow-up survey on a day. */
export interface FollowUpTime {
  readonly from: string;
  readonly to: string;
  readonly state: 'early' | 'due' | 'late';
}

/**
 * Time of the follow-up survey of a workshop that ended on a day; null where it has no end.
 * @param endedOn last day of the workshop
 * @param today as `2026-11-24`
 */
export function followUpTimeOf(
  endedOn: string | null,
  today: string,
  months = defaultKirkpatrickPolicy.followUpMonths,
): FollowUpTime | null {
  if (endedOn === null) return null;
  const from = addToDay(endedOn, { months: months.from });
  const to = addToDay(endedOn, { months: months.to });
  return { from, to, state: today < from ? 'early' : today > to ? 'late' : 'due' };
}

/** Open answer of a sheet, before or after its review. */
export interface OpenAnswer {
  /** Segment of `reviewed-texts/ID`. */
  readonly id: string;
  readonly question: string;
  readonly text: string;
  /** `kept`: it stays on this laptop. */
  readonly review: 'waiting' | 'approved' | 'kept';
}

/** Open answers of this laptop's sheets. */
export const openAnswersOf = (
  workshop: Document | undefined,
  questionnaireSheets: readonly Pick<QuestionnaireSheet, 'id' | 'texts'>[],
): readonly OpenAnswer[] =>
  questionnaireSheets.flatMap(({ id: sheet, texts }) =>
    Object.entries(texts).map(([question, text]) => {
      const id = reviewedTextIdOf(sheet, question);
      const reviewed = valueAt(workshop, `reviewed-texts/${id}`);
      return {
        id,
        question,
        text,
        review: reviewed === undefined ? 'waiting' : reviewed === null ? 'kept' : 'approved',
      } as const;
    }),
  );

/** Write of a review: the approved text leaves the laptop, null keeps it here. */
export const reviewOpenAnswer = (
  kind: QuestionnaireKind,
  { id, question }: OpenAnswer,
  approved: string | null,
): PathValue => ({
  path: pathOf('reviewed-texts', id),
  value: approved === null ? null : ReviewedText.parse({ kind, question, text: approved }),
});

/**
 * Id of a reviewed text. It follows from the sheet, whose id never leaves the laptop: others cannot tell which texts
 * one person wrote.
 */
function reviewedTextIdOf(sheet: string, question: string): string {
  const hash = (seed: number): string => {
    let state = seed;
    for (const letter of `${sheet}/${question}`)
      state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return (state >>> 0).toString(16).padStart(8, '0');
  };
  return `${hash(0x811c9dc5)}${hash(0x9747b28c)}`;
}
