import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { assessmentModelOf } from '#renderer/field/features/assessment/answering/assessment-model.ts';
import {
  adjacentQuestion,
  askedQuestionIds,
  parseQuestionPosition,
} from '#renderer/field/features/assessment/answering/use-question-navigation.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const police = (values: Readonly<Record<string, JsonValue>> = {}) =>
  assessmentModelOf(
    anAssessment({ 'screening/S1': 'POL', 'screening/S4': 'no', ...values }),
    defaultMaturityModel,
  );

test.each([
  ['D5.4', { page: 'D5', question: 'D5.4' }],
  ['D5', { page: 'D5', question: 'D5.1' }],
  ['S3', { page: 'screening', question: 'S3' }],
  ['screening', { page: 'screening', question: 'S2' }],
  ['D1', { page: 'D2', question: 'D2.5' }],
  ['nonsense', { page: 'D2', question: 'D2.5' }],
])('the address %s opens %j', (address, place) => {
  expect(parseQuestionPosition(address, police())).toEqual(place);
});

test('an assessment opens at the first question without an answer', () => {
  const model = police({
    'answers/D2.5/state': 'rated',
    'answers/D2.5/level': 3,
    'answers/D3.2/state': 'ne',
  });
  expect(parseQuestionPosition(undefined, model)).toEqual({ page: 'D3', question: 'D3.3' });
});

test('an assessment with unanswered screening questions opens at the screening', () => {
  const model = assessmentModelOf(anAssessment({ 'screening/S1': 'POL' }), defaultMaturityModel);
  expect(parseQuestionPosition(undefined, model)).toEqual({ page: 'screening', question: 'S2' });
});

test('B4: Enter passes over a question that a skip rule hides', () => {
  const stops = askedQuestionIds('D5', police());
  expect(stops).toEqual(['D5.1', 'D5.3', 'D5.4', 'D5.5', 'D5.6']);
  expect([
    adjacentQuestion(stops, 'D5.1', 1),
    adjacentQuestion(stops, 'D5.1', -1),
    adjacentQuestion(stops, 'D5.6', 1),
  ]).toEqual(['D5.3', null, null]);
});
