import type { ParkedAnswer } from '#domain/assessment/parked-answers.ts';
import { wordsIn } from '#renderer/form/words-in.ts';

/** What the question of a parked answer is called: as it was asked, or by its id where nobody here knows. */
export const parkedName = ({ question, qid }: ParkedAnswer, language: string): string =>
  question === null ? qid : (wordsIn(question.label ?? undefined, language) ?? question.name);

export const parkedValue = ({ value }: ParkedAnswer): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** All of them as a file, with the register that holds each. */
export const parkedAnswersText = (parked: readonly ParkedAnswer[], language: string): string =>
  JSON.stringify(
    parked.map((answer) => ({
      question: parkedName(answer, language),
      name: answer.question?.name ?? null,
      qid: answer.qid,
      row: answer.instance,
      register: answer.path,
      value: answer.value,
    })),
    null,
    2,
  );
