import { expect, test } from 'vitest';
import { type Document, dotsAt } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import {
  addAgendaSession,
  groupAgendaByDay,
  moveAgendaSession,
  steppedPositionOf,
} from '#domain/workshop/workshop-agenda.ts';
import {
  after,
  anEmptyWorkshop,
  deviceA,
  deviceB,
  withSessions,
} from '#tests/support/builders/a-workshop.ts';

const agenda = withSessions(['s1', 1, 'a0'], ['s2', 1, 'a1'], ['s3', 2, 'a2']);

const days = (workshop: Document) =>
  groupAgendaByDay(readWorkshopSessions(workshop), 3).map(({ sessions }) => sessions.map(({ id }) => id));

const written = (workshop: Document, pathValues: readonly PathValue[], by = deviceA): Document =>
  after(
    workshop,
    ...pathValues.map(({ path, value }, at) => ({
      by,
      n: 100 + at,
      path,
      value,
      over: dotsAt(workshop, path),
    })),
  );

test('the agenda shows every day of the workshop, also one without sessions', () => {
  expect(days(agenda)).toEqual([['s1', 's2'], ['s3'], []]);
  expect(days(anEmptyWorkshop)).toEqual([[], [], []]);
});

test('a new session is at the end of its day', () => {
  expect(days(written(agenda, addAgendaSession(agenda, 'new', 1)))).toEqual([
    ['s1', 's2', 'new'],
    ['s3'],
    [],
  ]);
});

test('a session can be put anywhere on any day', () => {
  expect(days(written(agenda, moveAgendaSession(agenda, 's3', { day: 1, at: 1 })))).toEqual([
    ['s1', 's3', 's2'],
    [],
    [],
  ]);
  expect(days(written(agenda, moveAgendaSession(agenda, 's1', { day: 3, at: 0 })))).toEqual([
    ['s2'],
    ['s3'],
    ['s1'],
  ]);
});

test('a move within a day writes one register', () => {
  expect(moveAgendaSession(agenda, 's2', { day: 1, at: 0 })).toEqual([
    { path: 'sessions/s2/order', value: 'Zz' },
  ]);
});

test('two people move different sessions offline: both moves hold on every laptop', () => {
  const byA = moveAgendaSession(agenda, 's1', { day: 2, at: 0 });
  const byB = moveAgendaSession(agenda, 's3', { day: 1, at: 0 });
  const ab = after(
    agenda,
    ...byA.map((pathValue, at) => ({
      ...pathValue,
      by: deviceA,
      n: 100 + at,
      over: dotsAt(agenda, pathValue.path),
    })),
    ...byB.map((pathValue, at) => ({
      ...pathValue,
      by: deviceB,
      n: 1 + at,
      over: dotsAt(agenda, pathValue.path),
    })),
  );
  expect(days(ab)).toEqual([['s3', 's2'], ['s1'], []]);
});

test('steps follow the days in display order and end at the edges', () => {
  const shownAgendaDays = groupAgendaByDay(readWorkshopSessions(agenda), 3);
  expect(steppedPositionOf(shownAgendaDays, 's1', 'up')).toBe(null);
  expect(steppedPositionOf(shownAgendaDays, 's1', 'down')).toEqual({ day: 1, at: 1 });
  expect(steppedPositionOf(shownAgendaDays, 's2', 'down')).toEqual({ day: 2, at: 0 });
  expect(steppedPositionOf(shownAgendaDays, 's3', 'up')).toEqual({ day: 1, at: 2 });
  expect(steppedPositionOf(shownAgendaDays, 's3', 'down')).toEqual({ day: 3, at: 0 });
});

test.each([
  [true, true],
  [false, false],
  [null, null],
  ['yes', null],
] as const)('a session with the switch of non-attribution at %j is read as %j', (stored, read) => {
  const workshop = after(agenda, { by: deviceA, n: 50, path: 'sessions/s1/non-attribution', value: stored });
  expect(readWorkshopSessions(workshop)[0]?.isNonAttributed).toBe(read);
});
