import type { AnswerStatus, MaturityLevel } from '#domain/assessment/assessment.ts';
import type { ChosenValue } from '#renderer/field/app/documents/use-document.ts';
import type { Message } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';

/** An answer in words. */
export const ratingMessage = ({ state, level }: IndicatorRating): Message =>
  state === 'rated' ? { key: 'ui.level.label', values: { level } } : { key: valueLabels.answerStatus[state] };

/**
 * Answer that one key gives to a question: a level, or the reason why there is none (docs/requirements.md
 * B2).
 */
export type IndicatorRating =
  | { readonly state: 'rated'; readonly level: MaturityLevel }
  | { readonly state: Exclude<AnswerStatus, 'rated'>; readonly level: null };

/** The choice in the card's group of answers; null while blank. */
export type RatingChoice = '1' | '2' | '3' | '4' | '5' | 'na' | 'ne' | 'declined';

const ratingsByChoice: { readonly [C in RatingChoice]: IndicatorRating } = {
  '1': { state: 'rated', level: 1 },
  '2': { state: 'rated', level: 2 },
  '3': { state: 'rated', level: 3 },
  '4': { state: 'rated', level: 4 },
  '5': { state: 'rated', level: 5 },
  na: { state: 'na', level: null },
  ne: { state: 'ne', level: null },
  declined: { state: 'declined', level: null },
};

const choicesByKey: ReadonlyMap<string, RatingChoice> = new Map([
  ['1', '1'],
  ['2', '2'],
  ['3', '3'],
  ['4', '4'],
  ['5', '5'],
  ['0', 'na'],
  ['e', 'ne'],
  ['d', 'declined'],
]);

export const ratingOfChoice = (choice: RatingChoice): IndicatorRating => ratingsByChoice[choice];

/** The answer that a key gives to the question in focus; undefined for all other keys. */
export const choiceForKey = (key: string): RatingChoice | undefined => choicesByKey.get(key);

export function choiceOfRating({ state, level }: IndicatorRating): RatingChoice | null {
  if (state === 'rated') return `${level}`;
  return state === 'blank' ? null : state;
}

export const blankRating: IndicatorRating = { state: 'blank', level: null };

/**
 * Registers that a rating writes: state and level together, all or none, so that no copy holds one without
 * the other.
 * Both are written each time, since a level must not outlive its answer. (The reason why it does not apply is
 * read only beside that answer, so it may stay.)
 */
export const valuesOfRating = (qid: string, { state, level }: IndicatorRating): readonly ChosenValue[] => [
  { path: `answers/${qid}/state`, value: state === 'blank' ? null : state },
  { path: `answers/${qid}/level`, value: level },
];
