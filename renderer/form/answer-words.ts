import type { AnswerValue, FormQuestion } from '#domain/instrument/form/form.ts';
import { codesIn } from './chosen.ts';
import type { FormSession } from './form-session.ts';
import { readMarkdown, wordsOf } from './markdown.ts';

/** An answer as people read it, with the labels of choices. */
export function wordsOfAnswer(
  session: FormSession,
  question: FormQuestion,
  value: AnswerValue | null,
): string {
  if (value === null) return '';
  if (typeof value === 'object' && 'blob' in value) return value.name;
  if (question.definition.choices === undefined) return codesIn(value).join(', ');
  return codesIn(value)
    .map((code) => wordsOfCode(session, question, code))
    .join(', ');
}

/** The label of a choice, also of one that is not offered now; the code itself where nothing names it. */
export function wordsOfCode(session: FormSession, question: FormQuestion, code: string): string {
  const offered = question.choices().find(({ name }) => name === code)?.label;
  const label = offered || labelInList(session, question, code);
  return (label !== undefined && wordsOf(readMarkdown(label))) || code;
}

function labelInList(
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

/** What is asked, as one line without marks. */
export function wordsOfQuestion(question: FormQuestion): string {
  const label = question.label();
  return (label !== null && wordsOf(readMarkdown(label))) || question.definition.name;
}
