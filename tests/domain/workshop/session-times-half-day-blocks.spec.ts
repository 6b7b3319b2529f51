import { expect, test } from 'vitest';
import { halfDayBlocksOf } from '#domain/workshop/session-times.ts';
import { type AgendaRow, withAgenda } from '#tests/support/builders/a-workshop.ts';

const blocksOf = (...agendaRows: readonly AgendaRow[]) =>
  halfDayBlocksOf(withAgenda(...agendaRows)).map(({ id, sessions }) => [id, ...sessions]);

test('lunch divides a day into two half-days', () => {
  expect(
    blocksOf(
      { id: 'a', minutes: 90 },
      { id: 'lunch', kind: 'lunch', minutes: 60 },
      { id: 'b', minutes: 60 },
      { id: 'c', minutes: 60 },
    ),
  ).toEqual([
    ['1-am', 'a'],
    ['1-pm', 'b', 'c'],
  ]);
});

test('a day without lunch is divided at one o’clock', () => {
  expect(
    blocksOf(
      { id: 'a', minutes: 60 },
      { id: 'b', minutes: 60, starts: '12:59' },
      { id: 'c', minutes: 60, starts: '13:00' },
    ),
  ).toEqual([
    ['1-am', 'a', 'b'],
    ['1-pm', 'c'],
  ]);
});

test('a half-day without sessions is no block, nor is one of breaks alone', () => {
  expect(
    blocksOf(
      { id: 'a', minutes: 60 },
      { id: 'pause', kind: 'break', minutes: 60, starts: '15:00' },
      { id: 'b', day: 3, minutes: 60, starts: '14:00' },
      { id: 'undated', day: null, minutes: 60 },
    ),
  ).toEqual([
    ['1-am', 'a'],
    ['3-pm', 'b'],
  ]);
});

test('a block tells the first start and the last end of its sessions', () => {
  expect(
    halfDayBlocksOf(
      withAgenda(
        { id: 'a', minutes: 60 },
        { id: 'pause', kind: 'break', minutes: 20 },
        { id: 'b', minutes: 45 },
      ),
    ),
  ).toMatchObject([{ id: '1-am', day: 1, half: 'am', startsAt: 540, endsAt: 665 }]);
});
