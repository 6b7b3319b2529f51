import * as z from 'zod';
import { QuestionnaireKind } from '#domain/workshop/evaluation.ts';
import type { TestAnswer, TestPhase } from '#domain/workshop/workshop-test.ts';
import evaluation from './questionnaires/evaluation.json' with { type: 'json' };
import followUp from './questionnaires/follow-up.json' with { type: 'json' };
import { LearningText, type TestItem } from './test-bank.ts';

const ItemId = z.string().min(1).max(32);

/** Item of a questionnaire. `agreement`: 1 to 5 or "not applicable"; others choose of `options`. */
const QuestionnaireItem = z.readonly(
  z.object({
    id: ItemId,
    kind: z.enum(['agreement', 'single', 'multi']),
    /** Kirkpatrick level. */
    level: z.string().max(10),
    text: LearningText,
    options: z
      .readonly(z.array(z.readonly(z.object({ id: ItemId, text: LearningText }))).max(20))
      .default([]),
  }),
);
export type QuestionnaireItem = z.infer<typeof QuestionnaireItem>;

const Questionnaire = z.readonly(
  z.object({
    kind: QuestionnaireKind,
    items: z.readonly(z.array(QuestionnaireItem).min(1).max(60)),
    /** Open questions; their answers leave the laptop after a review only. */
    questions: z.readonly(z.array(z.readonly(z.object({ id: ItemId, text: LearningText }))).max(20)),
    /** Optional facts about the person. */
    facts: z.readonly(z.array(z.enum(['institutionType', 'sex']))),
  }),
);
export type Questionnaire = z.infer<typeof Questionnaire>;

/** Default questionnaires (docs/requirements.md C4, C5). */
export const questionnaires: Readonly<Record<QuestionnaireKind, Questionnaire>> = {
  evaluation: Questionnaire.parse(evaluation),
  'follow-up': Questionnaire.parse(followUp),
};

/** Answers of the agreement scale in their order. */
export const agreementAnswers = ['1', '2', '3', '4', '5', 'na'] as const;

/** Questions that people answer: the test in one of its phases, or a questionnaire. */
export type QuestionSet = TestPhase | QuestionnaireKind;

export const isTestPhase = (questionSet: QuestionSet): questionSet is TestPhase =>
  questionSet === 'before' || questionSet === 'after';

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

export const pagesOfTest = (testItems: readonly TestItem[]): readonly AnswerPage[] =>
  testItems.map(({ id, kind, stem, options }) => ({ id, kind, text: stem, options }));

export const pagesOfQuestionnaire = ({ items }: Questionnaire): readonly AnswerPage[] =>
  items.map(({ id, kind, text, options }) => ({ id, kind, text, options }));

/** Values that may answer a question, in their order. */
export const optionIdsOf = ({ kind, options }: AnswerPage): readonly string[] =>
  kind === 'agreement' ? agreementAnswers : options.map(({ id }) => id);

/** Answers to a questionnaire; a question without an answer is left out. */
export const questionnaireAnswersOf = (
  givenAnswers: GivenAnswers,
): Readonly<Record<string, string | readonly string[]>> =>
  Object.fromEntries(
    Object.entries(givenAnswers).flatMap(([id, testAnswer]) =>
      testAnswer === null || testAnswer.length === 0 ? [] : [[id, testAnswer] as const],
    ),
  );
