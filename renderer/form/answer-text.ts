import type { AnswerValue, FormQuestion } from '#forms/engine/form.ts';
import { choiceCodesOf } from './answers/choice-codes.ts';
import type { FormSession } from './form-session.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';
import type { Translate } from '#renderer/i18n';

/** Problem of an answer, in the words of the form's author where there are any; null without one. */
export function violationMessageOf(
  question: FormQuestion,
  translate: Translate,
  isMissingShown: boolean,
): string | null {
  switch (question.violation()) {
    case null:
      return null;
    case 'required':
      return isMissingShown ? (question.requiredMessage() ?? translate('form.problem.required')) : null;
    case 'constraint':
      return question.constraintMessage() ?? translate('form.problem.constraint');
    case 'type':
      return translate('form.problem.type');
    case 'choice':
      return translate('form.problem.choice');
  }
}

/** Answer as people read it, with the labels of choices. */
export function formatAnswerText(
  session: FormSession,
  question: FormQuestion,
  value: AnswerValue | null,
): string {
  if (value === null) return '';
  if (typeof value === 'object' && 'blob' in value) return value.name;
  if (question.definition.choices === undefined) return choiceCodesOf(value).join(', ');
  return choiceCodesOf(value)
    .map((code) => choiceLabelOf(session, question, code))
    .join(', ');
}

/** Label of a choice, also of one that is not offered now; the code itself where nothing names it. */
export function choiceLabelOf(session: FormSession, question: FormQuestion, code: string): string {
  const offered = question.choices().find(({ name }) => name === code)?.label;
  const label = offered || labelInChoiceList(session, question, code);
  return (label !== undefined && plainTextOf(readMarkdown(label))) || code;
}

function labelInChoiceList(
  { instrument, form }: FormSession,
  { definition }: FormQuestion,
  code: string,
): string | undefined {
  const { choices } = definition;
  if (choices === undefined || !('list' in choices)) return undefined;
  const list = instrument.choiceLists.find(({ name }) => name === choices.list);
  const label = list?.choices.find(({ name }) => name === code)?.label;
  return label && (label[form.language()] ?? label[instrument.defaultLanguage] ?? Object.values(label)[0]);
}

/** Question as one line without marks. */
export function questionLabelOf(question: FormQuestion): string {
  const label = question.label();
  return (label !== null && plainTextOf(readMarkdown(label))) || question.definition.name;
}
