import { expect, test } from 'vitest';
import { pathOf } from '#domain/document/op.ts';
import { attendanceOf, certificateRuleOf, countMarks, leastBlocks } from '#domain/workshop/attendance.ts';
import {
  markAllPresent,
  markAttendance,
  readAttendance,
  switchedMark,
} from '#domain/workshop/attendance-marks.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import { participantId, written } from '#tests/support/builders/a-register.ts';
import { after, anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';

const [first, second, third] = [participantId(1), participantId(2), participantId(3)] as const;
const rule = certificateRuleOf(undefined);

const marksOf = (text: string): readonly (AttendanceMark | null)[] =>
  Array.from(text, (letter) => (({ P: 'present', A: 'absent', H: 'partial' }) as const)[letter] ?? null);

test('a mark is read from the cell of its participant and block', () => {
  const workshop = written(anEmptyWorkshop, [markAttendance(first, '1-am', 'partial')]);
  const attendanceMarks = readAttendance(workshop);
  expect(attendanceMarks.markOf(first, '1-am')).toBe('partial');
  expect(attendanceMarks.markOf(first, '1-pm')).toBeNull();
  expect(attendanceMarks.markOf(second, '1-am')).toBeNull();
});

test('a cleared cell is unmarked', () => {
  const marked = written(anEmptyWorkshop, [markAttendance(first, '1-am', 'present')]);
  const cleared = written(marked, [markAttendance(first, '1-am', null)]);
  expect(readAttendance(cleared).markOf(first, '1-am')).toBeNull();
});

test('all present fills only the cells that nobody marked', () => {
  const workshop = written(anEmptyWorkshop, [markAttendance(first, '1-am', 'absent')]);
  expect(markAllPresent(readAttendance(workshop), '1-am', [first, second, third])).toEqual([
    markAttendance(second, '1-am', 'present'),
    markAttendance(third, '1-am', 'present'),
  ]);
});

test('[M3] different marks of two people in one cell are contested, and other cells merge', () => {
  const path = `attendance/1-am/${first}`;
  const workshop = after(
    anEmptyWorkshop,
    { by: deviceA, n: 1, path, value: 'present' },
    { by: deviceB, n: 2, path, value: 'absent' },
    { by: deviceB, n: 3, path: `attendance/1-pm/${first}`, value: 'present' },
  );
  const attendanceMarks = readAttendance(workshop);
  expect(attendanceMarks.isContested(first, '1-am')).toBe(true);
  expect(attendanceMarks.isContested(first, '1-pm')).toBe(false);
});

test('a row counts its marks, and a partial presence counts half', () => {
  expect(countMarks(marksOf('PPHA.'))).toEqual({ present: 2, partial: 1, absent: 1, unmarked: 1 });
  const { attended, share } = attendanceOf(marksOf('PPHA.'), rule);
  expect([attended, share]).toEqual([2.5, 0.5]);
});

test('the weight of a partial presence and the least share are data of the workshop', () => {
  const value = { leastShare: 0.5, series: 'W1', partialWeight: 0.25 };
  const ownCertificateRule = certificateRuleOf(
    written(anEmptyWorkshop, [{ path: pathOf('certificate-rule'), value }]),
  );
  expect(ownCertificateRule).toEqual(value);
  expect(attendanceOf(marksOf('PHAA'), ownCertificateRule)).toMatchObject({
    attended: 1.25,
    prospect: 'below',
  });
  const { partialWeight, ...older } = value;
  const without = certificateRuleOf(
    written(anEmptyWorkshop, [{ path: pathOf('certificate-rule'), value: older }]),
  );
  expect([partialWeight, without.partialWeight]).toEqual([0.25, 0.5]);
});

test.each([
  ['PPPPPPP.', 'reached'],
  ['PPPP....', 'onTrack'],
  ['PPPA....', 'noMoreAbsence'],
  ['PAA.....', 'below'],
  ['PPPPP', 'reached'],
  ['PPPPA', 'reached'],
  ['PPPHA', 'below'],
  ['', 'onTrack'],
] as const)('[C2] the marks %s give the prospect %s by the rule of 80 per cent', (marks, prospect) => {
  expect(attendanceOf(marksOf(marks), rule).prospect).toBe(prospect);
});

test('80 per cent of five blocks are four, without an error of fractions', () => {
  expect(leastBlocks(5, rule)).toBe(4);
  expect(leastBlocks(8, rule)).toBe(6.4);
});

test('a switch makes a cell present, and a present one absent', () => {
  expect(
    [null, 'absent', 'partial', 'present'].map((mark) => switchedMark(mark as AttendanceMark | null)),
  ).toEqual(['present', 'present', 'present', 'absent']);
});

test.each([
  ['P', 1],
  ['H', 0.5],
  ['A', 0],
  ['.', 0],
])('a workshop of one half-day has the share of its one mark %s: %d', (mark, share) => {
  expect(attendanceOf(marksOf(mark), rule).share).toBe(share);
});

test('a workshop without half-days has no share', () => {
  expect(attendanceOf([], rule).share).toBeNull();
});
