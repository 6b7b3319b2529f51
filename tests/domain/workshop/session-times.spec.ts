import { describe, expect, test } from 'vitest';
import {
  clockTimeOf,
  minutesOfClockTime,
  type TimeConflict,
  timeConflictsOf,
  workshopTimesOf,
} from '#domain/workshop/session-times.ts';
import { type AgendaRow, after, deviceB, withAgenda } from '#tests/support/builders/a-workshop.ts';

const timesOf = (workshop: Parameters<typeof workshopTimesOf>[0]): readonly string[] =>
  workshopTimesOf(workshop).flatMap(({ day, times }) =>
    times.map(
      ({ session, startsAt, endsAt }) =>
        `${day} ${session.id} ${clockTimeOf(startsAt)}-${clockTimeOf(endsAt)}`,
    ),
  );

const conflictsOf = (...sessions: readonly AgendaRow[]): readonly TimeConflict[] =>
  workshopTimesOf(withAgenda(...sessions)).flatMap(({ times }) => timeConflictsOf(times));

describe('times of a day', () => {
  test('times flow down the list from nine o’clock', () => {
    const agenda = withAgenda({ id: 'a', minutes: 60 }, { id: 'b', minutes: 20 }, { id: 'c', minutes: 75 });
    expect(timesOf(agenda)).toEqual(['1 a 09:00-10:00', '1 b 10:00-10:20', '1 c 10:20-11:35']);
  });

  test('each day begins at its own start', () => {
    const agenda = after(withAgenda({ id: 'a', minutes: 30 }, { id: 'b', day: 2, minutes: 30 }), {
      by: deviceB,
      n: 1,
      path: 'day-starts/2',
      value: '08:15',
    });
    expect(timesOf(agenda)).toEqual(['1 a 09:00-09:30', '2 b 08:15-08:45']);
  });

  test('a fixed start pins a session, and the next ones follow it', () => {
    const agenda = withAgenda(
      { id: 'a', minutes: 60 },
      { id: 'b', minutes: 45, starts: '13:15' },
      { id: 'c', minutes: 15 },
    );
    expect(timesOf(agenda)).toEqual(['1 a 09:00-10:00', '1 b 13:15-14:00', '1 c 14:00-14:15']);
  });

  test('a session without a length takes no time', () => {
    expect(timesOf(withAgenda({ id: 'a' }, { id: 'b', minutes: 10 }))).toEqual([
      '1 a 09:00-09:00',
      '1 b 09:00-09:10',
    ]);
  });

  test('a session after two at once follows the longer', () => {
    const agenda = withAgenda(
      { id: 'a', minutes: 90, room: 'North' },
      { id: 'b', minutes: 60, room: 'South', starts: '09:00' },
      { id: 'c', minutes: 30 },
    );
    expect(timesOf(agenda)[2]).toBe('1 c 10:30-11:00');
  });

  test('a session without a day has no time', () => {
    expect(timesOf(withAgenda({ id: 'a', day: null, minutes: 60 }))).toEqual([]);
  });
});

describe('conflicts of time', () => {
  test('an agenda that follows itself has none', () => {
    expect(conflictsOf({ id: 'a', minutes: 60 }, { id: 'b', minutes: 60 })).toEqual([]);
  });

  test('a fixed start before the end of another session overlaps it', () => {
    expect(conflictsOf({ id: 'a', minutes: 60 }, { id: 'b', minutes: 30, starts: '09:45' })).toEqual([
      { kind: 'overlap', session: 'b', other: 'a', minutes: 15 },
    ]);
  });

  test('two sessions at once in two rooms are no conflict', () => {
    expect(
      conflictsOf(
        { id: 'a', minutes: 60, room: 'North' },
        { id: 'b', minutes: 60, room: 'South', starts: '09:00' },
      ),
    ).toEqual([]);
  });

  test('two sessions at once in one room are a conflict, however it is written', () => {
    expect(
      conflictsOf(
        { id: 'a', minutes: 60, room: 'North ' },
        { id: 'b', minutes: 60, room: 'north', starts: '09:30' },
      ),
    ).toEqual([{ kind: 'roomTaken', session: 'b', other: 'a', room: 'north' }]);
  });

  test('an end before the next fixed start leaves a gap', () => {
    expect(conflictsOf({ id: 'a', minutes: 60 }, { id: 'b', minutes: 30, starts: '10:25' })).toEqual([
      { kind: 'gap', session: 'b', other: 'a', minutes: 25 },
    ]);
  });

  test('a fixed start before a session listed earlier is out of order', () => {
    expect(conflictsOf({ id: 'a', minutes: 60 }, { id: 'b', minutes: 30, starts: '08:00' })).toEqual([
      { kind: 'outOfOrder', session: 'b', other: 'a' },
    ]);
  });

  test('a day longer than midnight is a conflict of its last session', () => {
    expect(conflictsOf({ id: 'a', minutes: 60, starts: '23:30' })).toEqual([
      { kind: 'pastMidnight', session: 'a', minutes: 30 },
    ]);
    expect(conflictsOf({ id: 'a', minutes: 30, starts: '23:30' })).toEqual([]);
  });
});

test.each([
  ['09:30', 570],
  ['00:00', 0],
  ['24:00', null],
  ['9:30', null],
  [null, null],
])('the time of day %j is minute %j', (time, minutes) => {
  expect(minutesOfClockTime(time)).toBe(minutes);
});
