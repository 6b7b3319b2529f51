import { type Document, hasConflict, shownHead } from '../document/document.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import type { AttendanceMark } from './participant.ts';

/** Marks of a workshop by participant and half-day block; an absent one was not marked. */
export interface AttendanceMarks {
  markOf(participant: string, block: string): AttendanceMark | null;
  /** Mark of a cell; null while two people marked it differently. */
  decidedMarkOf(participant: string, block: string): AttendanceMark | null;
  /** Whether two people marked the cell differently, and nobody decided (M3). */
  isContested(participant: string, block: string): boolean;
}

const attendancePrefix = 'attendance/';

/** Read the marks of a workshop: one walk over its registers, since a grid asks for thousands of cells. */
export function readAttendance(workshop: Document | undefined): AttendanceMarks {
  const registers = new Map(
    Object.entries(workshop?.registers ?? {}).flatMap(([path, register]) =>
      path.startsWith(attendancePrefix) ? [[path.slice(attendancePrefix.length), register] as const] : [],
    ),
  );
  const markOf = (participant: string, block: string): AttendanceMark | null => {
    const mark = shownHead(registers.get(`${block}/${participant}`))?.value;
    return isAttendanceMark(mark) ? mark : null;
  };
  const isContested = (participant: string, block: string): boolean =>
    hasConflict(registers.get(`${block}/${participant}`));
  return {
    markOf,
    isContested,
    decidedMarkOf: (participant, block) =>
      isContested(participant, block) ? null : markOf(participant, block),
  };
}

const isAttendanceMark = (value: unknown): value is AttendanceMark =>
  value === 'present' || value === 'absent' || value === 'partial';

/** Write of one cell; null clears it. */
export const markAttendance = (
  participant: string,
  block: string,
  attendanceMark: AttendanceMark | null,
): PathValue => ({ path: pathOf('attendance', block, participant), value: attendanceMark });

/** Writes that mark everybody in a block as present whom nobody marked yet. Marked cells stay. */
export const markAllPresent = (
  attendanceMarks: AttendanceMarks,
  block: string,
  participants: readonly string[],
): readonly PathValue[] =>
  participants
    .filter((participant) => attendanceMarks.markOf(participant, block) === null)
    .map((participant) => markAttendance(participant, block, 'present'));

/** Mark after the key that switches: present, or absent where it is present already. */
export const switchedMark = (attendanceMark: AttendanceMark | null): AttendanceMark =>
  attendanceMark === 'present' ? 'absent' : 'present';
