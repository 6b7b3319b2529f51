import { type AnswerFacts, noAnswerFacts } from '#domain/workshop/learning/answer-entry.ts';
import { type AnswerPage, type GivenAnswers, optionIdsOf } from '#domain/workshop/learning/questionnaire.ts';
import type { TestAnswer } from '#domain/workshop/workshop-test.ts';

/** One person at the kiosk. Nothing of it is kept when the next person begins. */
export interface KioskRun {
  readonly step: 'code' | 'questions' | 'texts' | 'send';
  /** Secret word and number, which pair the tests. */
  readonly word: string;
  readonly number: string;
  /** Index of the shown question. */
  readonly at: number;
  readonly answers: GivenAnswers;
  readonly texts: Readonly<Record<string, string>>;
  readonly facts: AnswerFacts;
}

/** Steps that a person passes: a test begins with the code, an evaluation ends with open questions. */
export interface KioskPlan {
  readonly hasCode: boolean;
  readonly hasTexts: boolean;
  readonly pages: readonly AnswerPage[];
}

/** First step of a person: the code where the set has one, else the first question. */
export const beginRun = ({ hasCode }: KioskPlan): KioskRun => ({
  step: hasCode ? 'code' : 'questions',
  word: '',
  number: '',
  at: 0,
  answers: {},
  texts: {},
  facts: noAnswerFacts,
});

export const answerPage = (run: KioskRun, id: string, testAnswer: TestAnswer): KioskRun => ({
  ...run,
  answers: { ...run.answers, [id]: testAnswer },
});

/** Answer with the option at an index: one is chosen, of several it is switched. */
export function answerByIndex(run: KioskRun, page: AnswerPage, index: number): KioskRun | null {
  const option = optionIdsOf(page)[index];
  if (option === undefined || page.kind === 'order') return null;
  if (page.kind !== 'multi') return answerPage(run, page.id, option);
  const before = [run.answers[page.id] ?? []].flat();
  const after = before.includes(option) ? before.filter((one) => one !== option) : [...before, option];
  return answerPage(run, page.id, after);
}

/** Order as the page shows it: the person's, or the one in which the options came. */
export const shownOrderOf = (run: KioskRun, page: AnswerPage): readonly string[] => {
  const answer = run.answers[page.id];
  return Array.isArray(answer) ? answer : optionIdsOf(page);
};

/** Go on from the shown page. An order that was not changed is an answer too. */
export function stepForward(run: KioskRun, kioskPlan: KioskPlan): KioskRun {
  const page = kioskPlan.pages[run.at];
  if (run.step === 'code') return { ...run, step: 'questions' };
  if (run.step !== 'questions' || page === undefined) return { ...run, step: 'send' };
  const answered =
    page.kind === 'order' && run.answers[page.id] === undefined
      ? answerPage(run, page.id, shownOrderOf(run, page))
      : run;
  if (run.at + 1 < kioskPlan.pages.length) return { ...answered, at: run.at + 1 };
  return { ...answered, step: kioskPlan.hasTexts ? 'texts' : 'send' };
}

/** Go on without an answer to the shown question. */
export function skipPage(run: KioskRun, kioskPlan: KioskPlan): KioskRun {
  const page = kioskPlan.pages[run.at];
  return stepForward(page === undefined ? run : answerPage(run, page.id, null), kioskPlan);
}

/** Go back by one page; the first has none before it. */
export function stepBack(run: KioskRun, kioskPlan: KioskPlan): KioskRun | null {
  if (run.step === 'send' && kioskPlan.hasTexts) return { ...run, step: 'texts' };
  if (run.step === 'send' || run.step === 'texts') return { ...run, step: 'questions' };
  if (run.step === 'questions' && run.at > 0) return { ...run, at: run.at - 1 };
  return run.step === 'questions' && kioskPlan.hasCode ? { ...run, step: 'code' } : null;
}

/** Number of questions with an answer. */
export const answeredCountOf = (run: KioskRun, { pages }: KioskPlan): number =>
  pages.filter(({ id }) => {
    const answer = run.answers[id];
    return answer !== undefined && answer !== null && answer.length > 0;
  }).length;

/** Code of the person; null while the word has no letters or the number no two digits. */
export function pairingCodeOf({ word, number }: KioskRun): string | null {
  const typed = word.trim().replace(/\s+/g, ' ').toLowerCase();
  const digits = latinDigitsOf(number.trim());
  return /^[\p{L}\p{M}][\p{L}\p{M} ]{1,29}$/u.test(typed) && /^[0-9]{2}$/.test(digits)
    ? typed + digits
    : null;
}

/** Text with Arabic and Persian digits written as 0 to 9. */
const latinDigitsOf = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
