import { expect, test } from 'vitest';
import { openQuestionsOf } from '#domain/assessment/open-questions.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';

const all = defaultMaturityModel.dimensions.flatMap(({ indicators }) => indicators).map(({ id }) => id);
const [first = '', second = ''] = all;
const firstDimension = defaultMaturityModel.dimensions[0];
const rated = { [`answers/${first}/state`]: 'rated', [`answers/${first}/level`]: 3 };

test('without assignments every question without an answer is open for everybody', () => {
  const openQuestions = openQuestionsOf(anAssessment(rated), aPerson(1));
  expect(openQuestions).toEqual({ count: all.length - 1, next: second, isAssigned: false });
});

test('with assignments only the own questions count', () => {
  const code = firstDimension?.code ?? '';
  const assessment = anAssessment({ ...rated, [`assignments/${code}`]: aPerson(1) });
  const own = (firstDimension?.indicators.length ?? 0) - 1;
  expect(openQuestionsOf(assessment, aPerson(1))).toEqual({ count: own, next: second, isAssigned: true });
  expect(openQuestionsOf(assessment, aPerson(2))).toEqual({ count: 0, next: null, isAssigned: true });
});

test('an assessment by another instrument is not counted', () => {
  expect(openQuestionsOf(anAssessment({ instrument: 'survey@2' }), aPerson(1))).toBeNull();
});
