import { expect, test } from 'vitest';
import { isMissionOver, proposeMissionStatus } from '#domain/mission/mission.ts';

const today = '2026-11-24';

test.each([
  ['under-way', '2026-11-24', false],
  ['under-way', '2026-11-23', true],
  ['under-way', null, false],
  ['planned', '2026-12-01', false],
  ['completed', '2026-12-01', true],
  ['reported', null, true],
  ['closed', null, true],
  ['cancelled', null, true],
  ['', null, false],
])('[E 6] a mission that is %s, with %s as its last day: over is %s', (status, to, isOver) => {
  expect(isMissionOver({ status, to }, today)).toBe(isOver);
});

test.each([
  ['planned', null, ['draft', null, 'confirmed', 'cancelled'], null],
  ['planned', null, ['draft', 'fieldwork'], 'under-way'],
  ['approved', null, ['completed'], 'under-way'],
  ['under-way', '2026-11-24', ['final'], null],
  ['under-way', '2026-11-23', [], 'completed'],
  ['under-way', null, ['final'], null],
  ['cancelled', '2026-11-23', ['fieldwork'], null],
  [null, null, ['fieldwork'], null],
] as const)(
  '[A2] a mission that is %s until %s, with records %j, proposes %s',
  (status, to, records, next) => {
    expect(proposeMissionStatus({ status, to }, records, today)).toBe(next);
  },
);
