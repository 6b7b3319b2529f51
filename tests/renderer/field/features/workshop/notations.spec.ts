import { expect, test } from 'vitest';
import { shownAgendaOf } from '#renderer/field/features/workshop/agenda/agenda-facts.ts';
import { dayNotation, minutesNotation } from '#renderer/field/features/workshop/notations.ts';
import { createLanguageFormat } from '#renderer/i18n/language-format.ts';
import { after, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';

test.each([
  ['90', 90],
  [' 45 ', 45],
  ['٩٠', 90],
  ['', null],
  ['1441', undefined],
  ['1.5', undefined],
  ['one hour', undefined],
])('"%s" as minutes is %s', (written, minutes) => {
  expect(minutesNotation.parse(written)).toBe(minutes);
});

test.each([
  ['2026-11-24', '2026-11-24'],
  ['٢٠٢٦-١١-٢٤', '2026-11-24'],
  ['', null],
  ['2026-02-30', undefined],
  ['24 November', undefined],
])('"%s" as a day is %s', (written, day) => {
  expect(dayNotation.parse(written)).toBe(day);
});

test('the days of an agenda bear the dates of the calendar, over the change of the clocks too', () => {
  const workshop = after(
    withSessions(['s1', 4, 'a0']),
    { by: deviceA, n: 90, path: 'from', value: '2026-10-23' },
    { by: deviceA, n: 91, path: 'to', value: '2026-10-26' },
  );
  const { date } = createLanguageFormat('en');
  const dates = shownAgendaOf(workshop).shown.map(({ dateMs }) => (dateMs === null ? null : date(dateMs)));
  expect(dates).toEqual(['23 Oct 2026', '24 Oct 2026', '25 Oct 2026', '26 Oct 2026']);
});

test('an agenda counts its sessions by day and place, and a session without a day has no number', () => {
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
