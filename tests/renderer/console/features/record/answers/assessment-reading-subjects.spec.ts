import { expect, test } from 'vitest';
import { answeredQuestionOptions } from '#renderer/console/features/record/answers/assessment-reading.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

test('a comment can name any answered question of a form, also in a row', () => {
  const document = anAssessment({
    'answers/district/value': 'north',
    'answers/visits/r1/order': 'a0',
    'answers/visits/r1/day/value': '2026-11-12',
    'answers/D1.1/level': 3,
  });
  expect(answeredQuestionOptions(document).map(({ id }) => id)).toEqual(['district', 'visits/r1/day']);
});
