import { expect, test } from 'vitest';
import { shownAgendaOf } from '#renderer/field/features/workshop/agenda/agenda-facts.ts';
import { createLanguageFormat } from '#renderer/i18n/language.ts';
import { after, deviceA, withAgenda, withSessions } from '#tests/support/builders/a-workshop.ts';

test('agenda days show calendar dates, also across a daylight saving change', () => {
  const workshop = after(
    withSessions(['s1', 4, 'a0']),
    { by: deviceA, n: 90, path: 'from', value: '2026-10-23' },
    { by: deviceA, n: 91, path: 'to', value: '2026-10-26' },
  );
  const { date } = createLanguageFormat('en');
  const dates = shownAgendaOf(workshop).shown.map(({ dateMs }) => (dateMs === null ? null : date(dateMs)));
  expect(dates).toEqual(['23 Oct 2026', '24 Oct 2026', '25 Oct 2026', '26 Oct 2026']);
});

test('an agenda numbers sessions by day and place; a session without a day has none', () => {
  const workshop = withSessions(['s1', 1, 'a0'], ['s2', 2, 'a1'], ['s3', 1, 'a2'], ['s4', null, 'a3']);
  const numbers = shownAgendaOf(workshop).shown.flatMap(({ sessions }) =>
    sessions.map(({ id, number }) => [id, number]),
  );
  expect(numbers).toEqual([
    ['s1', '1.1'],
    ['s3', '1.2'],
    ['s2', '2.1'],
    ['s4', ''],
  ]);
});

test('breaks and lunch have a time and no number', () => {
  const workshop = withAgenda(
    { id: 'a', minutes: 60 },
    { id: 'pause', kind: 'break', minutes: 20 },
    { id: 'b', minutes: 30, starts: '10:10' },
  );
  const [dayFacts] = shownAgendaOf(workshop).shown;
  expect(dayFacts?.sessions.map(({ number, time }) => [number, time?.startsAt, time?.endsAt])).toEqual([
    ['1.1', '09:00', '10:00'],
    ['', '10:00', '10:20'],
    ['1.2', '10:10', '10:40'],
  ]);
  expect(dayFacts?.sessions[2]?.timeConflicts).toMatchObject([
    { conflict: { kind: 'overlap', minutes: 10 }, other: { id: 'pause', minutes: 20 }, freeAt: '10:20' },
  ]);
});

test('a day sums the minutes that were held: as planned, changed or dropped', () => {
  const workshop = withAgenda(
    { id: 'a', minutes: 60, delivery: 'as-planned' },
    { id: 'b', minutes: 60, 'delivered-minutes': 45 },
    { id: 'c', minutes: 60, delivery: 'dropped' },
    { id: 'd', minutes: 60 },
    { id: 'e', minutes: 60, delivery: 'changed' },
  );
  expect(shownAgendaOf(workshop).shown[0]?.deliveredMinutes).toBe(105);
  expect(shownAgendaOf(withAgenda({ id: 'a', minutes: 60 })).shown[0]?.deliveredMinutes).toBeNull();
});
