import { expect, test } from 'vitest';
import { answerKeysOf, questionnaires } from '#domain/workshop/learning/questionnaire.ts';
import { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';

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
  ({ kind, items }) => {
    const answers = QuestionnaireSheet.unwrap().shape.answers;
    for (const item of items)
      for (const key of answerKeysOf(item)) expect(answers.safeParse({ [item.id]: key }).success).toBe(true);
    expect(kind).toMatch(/./);
  },
);
