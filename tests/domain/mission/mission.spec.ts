import { expect, test } from 'vitest';
import { isMissionOver } from '#domain/mission/mission.ts';

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
