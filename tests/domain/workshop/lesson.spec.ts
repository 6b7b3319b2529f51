import { expect, test } from 'vitest';
import { createLesson, decideLessonStatus, type Lesson, readLessons } from '#domain/workshop/lesson.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

const aLesson: Lesson = {
  id: 'l1',
  context: 'A first workshop with two ministries.',
  happened: 'Half of the time went to definitions.',
  cause: 'No glossary was sent before.',
  recommendation: 'Send a glossary a week before.',
  applies: ['W1'],
  evidence: '',
  tags: [],
  status: 'reviewed',
  reviewOn: null,
  order: 'a0',
};

test('[C6] a new lesson is noted and comes last', () => {
  const workshop = createLesson([aLesson], 'l2', 'Begin with cases.').reduce(
    (previousDocument, { path, value }, at) =>
      after(previousDocument, { by: deviceA, n: at + 1, path, value }),
    anEmptyWorkshop,
  );
  expect(readLessons(workshop)).toMatchObject([
    { id: 'l2', recommendation: 'Begin with cases.', status: 'noted', order: 'a1' },
  ]);
});

test('[A2] a team reviews a lesson, and does not validate it', () => {
  expect(decideLessonStatus(aLesson, 'reviewed', ['trainer']).ok).toBe(true);
  expect(decideLessonStatus(aLesson, 'validated', ['trainer'])).toEqual({
    ok: false,
    refusal: { kind: 'notValidator' },
  });
});

test('[A2] headquarters validates a whole lesson alone', () => {
  expect(decideLessonStatus(aLesson, 'validated', ['manager'])).toEqual({
    ok: true,
    value: [{ path: 'lessons/l1/status', value: 'validated' }],
  });
  expect(decideLessonStatus({ ...aLesson, cause: ' ' }, 'validated', ['manager'])).toEqual({
    ok: false,
    refusal: { kind: 'partsMissing', missing: ['cause'] },
  });
});
