import { addToDay } from '#base/calendar-day.ts';
import { type Document, itemIdsBelow, readValueAt } from '#domain/document/document.ts';
import { QuestionnaireCounts, type QuestionnaireKind } from '#domain/workshop/evaluation.ts';
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
