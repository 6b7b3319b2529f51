import type { AnswerValue, FormChoice, FormQuestion } from '#forms/engine/form.ts';
import type { Translate } from '#renderer/i18n';
import type { FormSession } from './form-session.ts';
import { plainTextOf, readMarkdown } from './markdown.ts';

/** Codes in an answer to a question with choices. */
export function choiceCodesOf(value: AnswerValue | null): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return 'blob' in value ? [] : value;
}

/** Kept codes that are not offered any more. */
export const unofferedCodes = (codes: readonly string[], choices: readonly FormChoice[]): readonly string[] =>
  codes.filter((code) => !choices.some(({ name }) => name === code));

/**
 * Codes after a change by the person, in the order of the choices; kept codes that are not offered stay.
 * A choice with `exclusive` in its list is alone: choosing it removes the others, and another choice removes
 * it.
 */
export function applyChoiceChange(
  before: readonly string[],
  now: readonly string[],
  choices: readonly FormChoice[],
): readonly string[] {
  const isExclusive = (code: string): boolean =>
    trueTexts.has(
      (choices.find(({ name }) => name === code)?.choice?.columns?.['exclusive'] ?? '').trim().toLowerCase(),
    );
  const added = now.find((code) => !before.includes(code));
  const kept =
    added === undefined ? now : isExclusive(added) ? [added] : now.filter((code) => !isExclusive(code));
  const inOrder = choices.filter(({ name }) => kept.includes(name)).map(({ name }) => name);
  return [...inOrder, ...(added !== undefined && isExclusive(added) ? [] : unofferedCodes(kept, choices))];
}

const trueTexts: ReadonlySet<string> = new Set(['yes', 'true', '1', 'true()']);

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
