import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { blankValueOf, isUndoablePath, removableItemOf } from '#domain/kinds/undo-paths.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';

test.each([
  [assessmentKind, 'answers/D1.1/level'],
  [assessmentKind, 'answers/D1.1/evidence/e1/title'],
  [assessmentKind, 'findings/f1/text'],
  [workshopKind, 'attendance/1-am/p1'],
  [workshopKind, 'sessions/s1/order'],
  [missionKind, 'national/D5.4'],
])('an undo may take back %s %s', (kind, path) => {
  expect(isUndoablePath(kind, path)).toBe(true);
});

test.each([
  [assessmentKind, 'status'],
  [assessmentKind, 'comments/c1/mark'],
  [assessmentKind, 'review/points/p1/text'],
  [assessmentKind, 'second-ratings/D1.1/p1'],
  [assessmentKind, 'text-checks/h1'],
  [assessmentKind, 'calculated/D1/sum'],
  [assessmentKind, 'removals/x'],
  [assessmentKind, 'of/another/version'],
  [workshopKind, 'sessions/s1/notes'],
  [workshopKind, 'participants/p1/name'],
  [workshopKind, 'participants/p1/consents/photo'],
  [workshopKind, 'participants/p1/certificate'],
  [workshopKind, 'evaluation-counts/q1'],
  [workshopKind, 'register-counts/d1'],
  [missionKind, 'exports/e1'],
])('an undo never takes back %s %s', (kind, path) => {
  expect(isUndoablePath(kind, path)).toBe(false);
});

test('a field that nobody had written becomes blank as its schema allows', () => {
  expect(blankValueOf(assessmentKind, 'answers/D1.1/level')).toBeNull();
  expect(blankValueOf(workshopKind, 'sessions/s1/title')).toBe('');
  expect(blankValueOf(workshopKind, 'sessions/s1/objectives')).toEqual([]);
  expect(blankValueOf(workshopKind, 'sessions/s1/removed')).toBe(false);
  expect(blankValueOf(workshopKind, 'sessions/s1/kind')).toBeUndefined();
});

test('a register belongs to the item whose removal takes it away', () => {
  expect(removableItemOf(workshopKind, 'sessions/s1/title')).toBe('sessions/s1');
  expect(removableItemOf(assessmentKind, 'answers/D1.1/evidence/e1/title')).toBe('answers/D1.1/evidence/e1');
  expect(removableItemOf(assessmentKind, 'answers/R1/row1/Q2/value')).toBe('answers/R1/row1');
  expect(removableItemOf(assessmentKind, 'answers/D1.1/level')).toBeNull();
  expect(removableItemOf(assessmentKind, 'title')).toBeNull();
});
