import * as z from 'zod';
import { QuestionnaireKind } from '#domain/workshop/evaluation.ts';
import evaluation from './questionnaires/evaluation.json' with { type: 'json' };
import followUp from './questionnaires/follow-up.json' with { type: 'json' };
import { LearningText } from './learning-text.ts';

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

/** Values that answer an item. */
export const answerKeysOf = ({ kind, options }: QuestionnaireItem): readonly string[] =>
  kind === 'agreement' ? agreementAnswers : options.map(({ id }) => id);
