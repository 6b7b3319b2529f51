import type { QuestionnaireKind } from '#domain/workshop/evaluation.ts';
import type { TestAnswer, TestPhase } from '#domain/workshop/workshop-test.ts';
import type { LearningText } from './learning-text.ts';
import { agreementAnswers, type Questionnaire } from './questionnaire.ts';
import type { TestItem } from './test-bank.ts';

/** Questions that people answer: the test in one of its phases, or a questionnaire. */
export type QuestionSet = TestPhase | QuestionnaireKind;

export const isTestPhase = (set: QuestionSet): set is TestPhase => set === 'before' || set === 'after';

/** Answers of one person by question. */
export type GivenAnswers = Readonly<Record<string, TestAnswer>>;

/** Question as it is shown or entered, whether of a test or of a questionnaire. */
export interface AnswerPage {
  readonly id: string;
  readonly kind: 'single' | 'multi' | 'order' | 'agreement';
  /** Text of the question. */
  readonly text: LearningText;
  /** Options in the order in which they are shown; none for the agreement scale, which the screens word. */
  readonly options: readonly { readonly id: string; readonly text: LearningText }[];
}

export const pagesOfTest = (items: readonly TestItem[]): readonly AnswerPage[] =>
  items.map(({ id, kind, stem, options }) => ({ id, kind, text: stem, options }));

export const pagesOfQuestionnaire = ({ items }: Questionnaire): readonly AnswerPage[] =>
  items.map(({ id, kind, text, options }) => ({ id, kind, text, options }));

/** Values that may answer a question, in their order. */
export const optionIdsOf = ({ kind, options }: AnswerPage): readonly string[] =>
  kind === 'agreement' ? agreementAnswers : options.map(({ id }) => id);

/** Answers to a questionnaire; a question without an answer is left out. */
export const questionnaireAnswersOf = (
  answers: GivenAnswers,
): Readonly<Record<string, string | readonly string[]>> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([id, answer]) =>
      answer === null || answer.length === 0 ? [] : [[id, answer] as const],
    ),
  );
