import { expect, test } from 'vitest';
import { readReviewDates } from '#domain/assessment/review/review-dates.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

test('a day that nobody set, or that is no day, is null', () => {
  expect(
    readReviewDates(anAssessment({ 'periods/comments-until': '2026-12-24', 'periods/final-on': 'soon' })),
  ).toEqual({
    'shared-on': null,
    'comments-until': '2026-12-24',
    'final-on': null,
    'progress-note-due': null,
    'follow-up-from': null,
  });
});
