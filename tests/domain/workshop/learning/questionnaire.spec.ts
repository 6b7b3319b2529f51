import { expect, test } from 'vitest';
import { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import {
  optionIdsOf,
  pagesOfQuestionnaire,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';

test('[C4] the evaluation has fourteen statements and four open questions', () => {
  const { items, questions, facts } = questionnaires.evaluation;
  expect(items.map(({ id, kind }) => `${id} ${kind}`)).toEqual(
    Array.from({ length: 14 }, (_, at) => `${at + 1} agreement`),
  );
  expect(questions).toHaveLength(4);
  expect(facts).toEqual(['institutionType', 'sex']);
});

test('[C5] the follow-up survey has eight items, and asks for no free text', () => {
  expect(questionnaires['follow-up'].items).toHaveLength(8);
  expect(questionnaires['follow-up'].questions).toEqual([]);
});

test.each(Object.values(questionnaires))(
  'each answer of the questionnaire $kind fits a sheet',
  (questionnaire) => {
    const answers = QuestionnaireSheet.unwrap().shape.answers;
    for (const answerPage of pagesOfQuestionnaire(questionnaire))
      for (const key of optionIdsOf(answerPage))
        expect(answers.safeParse({ [answerPage.id]: key }).success).toBe(true);
    expect(questionnaire.kind).toMatch(/./);
  },
);
