import { expect, test } from 'vitest';
import { markAttendance } from '#domain/workshop/attendance-marks.ts';
import {
  attendanceTableOf,
  cellKey,
  currentBlockAt,
} from '#renderer/field/features/workshop/attendance/attendance-facts.ts';
import { participantId, withParticipants, written } from '#tests/support/builders/a-register.ts';
import { after, deviceA } from '#tests/support/builders/a-workshop.ts';

const blocks = [1, 2].flatMap((day) =>
  (['am', 'pm'] as const).map((half) => ({
    id: `${day}-${half}`,
    day,
    half,
    startsAt: half === 'am' ? 9 * 60 : 14 * 60,
    endsAt: half === 'am' ? 12 * 60 : 17 * 60,
    sessions: [],
  })),
);
const at = (today: string, hours: number) => currentBlockAt(blocks, '2026-11-24', today, hours * 60);

test('the half-day that is held now is found by the clock', () => {
  expect([at('2026-11-24', 10), at('2026-11-24', 15), at('2026-11-25', 8.5), at('2026-11-25', 16)]).toEqual([
    0, 1, 2, 3,
  ]);
});

test('before the workshop it is the first half-day, after it the last', () => {
  expect([
    at('2026-11-20', 10),
    at('2026-12-20', 10),
    currentBlockAt(blocks, null, '2026-11-24', 600),
  ]).toEqual([0, 3, 0]);
});

const workshop = written(
  after(
    withParticipants(2),
    { by: deviceA, n: 800_001, path: 'sessions/s1/order', value: 'a0' },
    { by: deviceA, n: 800_002, path: 'sessions/s1/day', value: 1 },
    { by: deviceA, n: 800_003, path: 'sessions/s1/minutes', value: 60 },
  ),
  [markAttendance(participantId(1), '1-am', 'absent')],
);

test('a row has the name of its card, and the code alone without one', () => {
  const { rows } = attendanceTableOf(workshop, [{ id: participantId(1), name: 'A name' }]);
  expect(rows.map(({ code, name }) => [code, name])).toEqual([
    ['AAA-001', 'A name'],
    ['AAA-002', ''],
  ]);
});

test('a mark on its way to the disk is shown and counted', () => {
  const pending = new Map([[cellKey(participantId(1), '1-am'), 'present' as const]]);
  expect(attendanceTableOf(workshop, []).totals).toMatchObject([{ present: 0, absent: 1, unmarked: 1 }]);
  expect(attendanceTableOf(workshop, [], pending).totals).toMatchObject([
    { present: 1, absent: 0, unmarked: 1 },
  ]);
});
