import { expect, test } from 'vitest';
import { readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import { readChecklist, readMissionTeam } from '#domain/mission/mission-work.ts';
import { aMission } from '#tests/support/builders/a-report.ts';

test('meetings are in the order of day and time, and one without a day comes last', () => {
  const mission = aMission({
    'meetings/a/institution': 'Court',
    'meetings/b/institution': 'Police',
    'meetings/b/day': '2026-11-24',
    'meetings/b/starts': '14:00',
    'meetings/c/institution': 'Ministry',
    'meetings/c/day': '2026-11-24',
    'meetings/c/starts': '09:30',
    'meetings/d/institution': 'Removed',
    'meetings/d/removed': true,
  });
  expect(readMissionMeetings(mission).map(({ institution }) => institution)).toEqual([
    'Ministry',
    'Police',
    'Court',
  ]);
});

test('a team has no removed member, and none with a function of another version', () => {
  const mission = aMission({
    'team/a/function': 'assessor',
    'team/b/function': 'lead',
    'team/c/function': 'lead',
    'team/c/removed': true,
    'team/d/function': 'navigator',
  });
  expect(
    readMissionTeam(mission)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['a', 'b']);
});

test('a checklist keeps its order, and says which items are done', () => {
  const mission = aMission({
    'checklist/x/text': 'Second',
    'checklist/x/order': 'a1',
    'checklist/y/text': 'First',
    'checklist/y/order': 'a0',
    'checklist/y/done': true,
  });
  expect(readChecklist(mission).map(({ text, isDone }) => [text, isDone])).toEqual([
    ['First', true],
    ['Second', false],
  ]);
});
