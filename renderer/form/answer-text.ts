import type { AnswerValue, FormChoice, FormQuestion } from '#forms/engine/form.ts';
import type { Translate } from '#renderer/i18n';
import type { FormSession } from './form-session.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';

/** Codes in an answer to a question with choices. */
export function choiceCodesOf(answerValue: AnswerValue | null): readonly string[] {
  if (answerValue === null || answerValue === '') return [];
  if (typeof answerValue === 'string') return [answerValue];
  if (typeof answerValue === 'number') return [String(answerValue)];
  return 'blob' in answerValue ? [] : answerValue;
}

/** Kept codes that are not offered any more. */
export const unofferedCodes = (
  codes: readonly string[],
  formChoices: readonly FormChoice[],
): readonly string[] => codes.filter((code) => !formChoices.some(({ name }) => name === code));

/**
 * Codes after a change by the person, in the order of the choices; kept codes that are not offered stay.
 * A choice with `exclusive` in its list is alone: choosing it removes the others, and another choice removes
 * it.
 */
export function applyChoiceChange(
  before: readonly string[],
  now: readonly string[],
  formChoices: readonly FormChoice[],
): readonly string[] {
  const isExclusive = (code: string): boolean =>
    trueTexts.has(
      (formChoices.find(({ name }) => name === code)?.choice?.columns?.['exclusive'] ?? '')
        .trim()
        .toLowerCase(),
    );
  const added = now.find((code) => !before.includes(code));
  const kept =
    added === undefined ? now : isExclusive(added) ? [added] : now.filter((code) => !isExclusive(code));
  const inOrder = formChoices.filter(({ name }) => kept.includes(name)).map(({ name }) => name);
  return [
    ...inOrder,
    ...(added !== undefined && isExclusive(added) ? [] : unofferedCodes(kept, formChoices)),
  ];
}

const trueTexts: ReadonlySet<string> = new Set(['yes', 'true', '1', 'true()']);

/** Problem of an answer, in the words of the form's author where there are any; null without one. */
export function violationMessageOf(
  formQuestion: FormQuestion,
  translate: Translate,
  isMissingShown: boolean,
): string | null {
  switch (formQuestion.violation()) {
    case null:
      return null;
    case 'required':
      return isMissingShown ? (formQuestion.requiredMessage() ?? translate('form.problem.required')) : null;
    case 'constraint':
      return formQuestion.constraintMessage() ?? translate('form.problem.constraint');
    case 'type':
      return translate('form.problem.type');
    case 'choice':
      return translate('form.problem.choice');
  }
}

/** Answer as people read it, with the labels of choices. */
export function formatAnswerText(
  formSession: FormSession,
  formQuestion: FormQuestion,
  answerValue: AnswerValue | null,
): string {
  if (answerValue === null) return '';
  if (typeof answerValue === 'object' && 'blob' in answerValue) return answerValue.name;
  if (formQuestion.definition.choices === undefined) return choiceCodesOf(answerValue).join(', ');
  return choiceCodesOf(answerValue)
    .map((code) => choiceLabelOf(formSession, formQuestion, code))
    .join(', ');
}

/** Label of a choice, also of one that is not offered now; the code itself where nothing names it. */
export function choiceLabelOf(formSession: FormSession, formQuestion: FormQuestion, code: string): string {
  const offered = formQuestion.choices().find(({ name }) => name === code)?.label;
  const label = offered || labelInChoiceList(formSession, formQuestion, code);
  return (label !== undefined && plainTextOf(readMarkdown(label))) || code;
}

function labelInChoiceList(
  { instrument, form }: FormSession,
  { definition }: FormQuestion,
  code: string,
): string | undefined {
  const { choices } = definition;
  if (choices === undefined || !('list' in choices)) return undefined;
  const choiceList = instrument.choiceLists.find(({ name }) => name === choices.list);
  const label = choiceList?.choices.find(({ name }) => name === code)?.label;
  return label && (label[form.language()] ?? label[instrument.defaultLanguage] ?? Object.values(label)[0]);
}

/** Question as one line without marks. */
export function questionLabelOf(formQuestion: FormQuestion): string {
  const label = formQuestion.label();
  return (label !== null && plainTextOf(readMarkdown(label))) || formQuestion.definition.name;
}
