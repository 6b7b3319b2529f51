import { expect, test } from 'vitest';
import { groupValidatedLessons, type Lesson } from '#domain/workshop/lesson.ts';

const lesson = (id: string, status: Lesson['status'], ...tags: readonly string[]): Lesson => ({
  id,
  context: '',
  happened: '',
  cause: '',
  recommendation: id,
  applies: [],
  evidence: '',
  tags,
  status,
  reviewOn: null,
  order: 'a0',
});

test('[R12] validated and published lessons are listed under each of their tags, untagged ones last', () => {
  const lessonTagGroups = groupValidatedLessons([
    lesson('l1', 'validated', 'method', 'access'),
    lesson('l2', 'published'),
    lesson('l3', 'noted', 'method'),
    lesson('l4', 'retired', 'method'),
    lesson('l5', 'published', 'method'),
  ]);
  expect(lessonTagGroups.map(({ tag, lessons }) => [tag, ...lessons.map(({ id }) => id)])).toEqual([
    ['access', 'l1'],
    ['method', 'l1', 'l5'],
    [null, 'l2'],
  ]);
});
