import type { ParkedAnswer } from '#domain/assessment/change-instrument.ts';
import { localizedTextIn } from '#renderer/form/localized-text.ts';

/**
 * Name of an answer's former question, which this version does not have: its label, or its id where that is
 * unknown.
 */
export const parkedAnswerName = ({ question, qid }: ParkedAnswer, language: string): string =>
  question === null ? qid : (localizedTextIn(question.label ?? undefined, language) ?? question.name);

export const parkedAnswerText = ({ value }: ParkedAnswer): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** All such answers as a file, with the register of each. */
export const parkedAnswersText = (parked: readonly ParkedAnswer[], language: string): string =>
  JSON.stringify(
    parked.map((answer) => ({
      question: parkedAnswerName(answer, language),
      name: answer.question?.name ?? null,
      qid: answer.qid,
      row: answer.instance,
      register: answer.path,
      value: answer.value,
    })),
    null,
    2,
  );
