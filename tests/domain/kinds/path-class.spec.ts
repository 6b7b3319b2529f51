import { expect, test } from 'vitest';
import { isRatingPath, pathClassOf } from '#domain/kinds/path-class.ts';

test.each([
  ['comments/c1/text', 'comments'],
  ['comments/c1/mark', 'sign-off'],
  ['review/points/p1/mark', 'sign-off'],
  ['review/replies/p1/text', 'replies'],
  ['answers/D1.1/override', 'overrides'],
])('[J5] the path %s of an assessment counts as %s', (path, about) => {
  expect(pathClassOf('assessment', path)).toBe(about);
});

test('[J5] a path of a later version counts as its neighbours', () => {
  expect(pathClassOf('mission', 'team')).toBe('team');
  expect(pathClassOf('workshop', 'attendance')).toBe('attendance');
  expect(isRatingPath('answers/D1.1/certainty')).toBe(true);
  expect(pathClassOf('action-plan', 'status')).toBe('status');
});

test.each([
  ['mission', 'about'],
  ['instrument', 'edition'],
  ['programme', 'period'],
] as const)('[J5] a path that begins with a new word counts in a %s as %s', (kind, about) => {
  expect(pathClassOf(kind, 'hotel/room')).toBe(about);
});
