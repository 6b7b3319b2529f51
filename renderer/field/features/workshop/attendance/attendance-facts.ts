import type { Document } from '#domain/document/document.ts';
import {
  attendanceOf,
  type CompleteCertificateRule,
  certificateRuleOf,
  countMarks,
  type MarkCounts,
  type ParticipantAttendance,
} from '#domain/workshop/attendance.ts';
import { readAttendance, switchedMark } from '#domain/workshop/attendance-marks.ts';
import type { AttendanceMark, ParticipantCard } from '#domain/workshop/participant.ts';
import { type Participant, readParticipants } from '#domain/workshop/register.ts';
import { type HalfDayBlock, halfDayBlocksOf } from '#domain/workshop/session-times.ts';

/** Row of the attendance grid. */
export interface AttendanceRow {
  readonly id: string;
  readonly code: string;
  /** Empty where this laptop has no name. */
  readonly name: string;
  readonly institution: string;
  /** One for each block. */
  readonly cells: readonly AttendanceCell[];
  readonly attendance: ParticipantAttendance;
}

export interface AttendanceCell {
  readonly mark: AttendanceMark | null;
  readonly isContested: boolean;
}

/** Attendance of a workshop as the grid shows it. */
export interface AttendanceTable {
  readonly blocks: readonly HalfDayBlock[];
  readonly rows: readonly AttendanceRow[];
  /** Sums of the columns. */
  readonly totals: readonly MarkCounts[];
  readonly rule: CompleteCertificateRule;
  readonly contested: number;
}

/** Marks that are on their way to the disk, by `cellKey`. */
export type PendingMarks = ReadonlyMap<string, AttendanceMark | null>;

export const cellKey = (participant: string, block: string): string => `${block}/${participant}`;

/** Attendance of a workshop, with the names that this laptop has. */
export function attendanceTableOf(
  workshop: Document,
  participantCards: readonly Pick<ParticipantCard, 'id' | 'name'>[],
  pendingMarks: PendingMarks = new Map(),
): AttendanceTable {
  const halfDayBlocks = halfDayBlocksOf(workshop);
  const attendanceMarks = readAttendance(workshop);
  const certificateRule = certificateRuleOf(workshop);
  const nameById = new Map(participantCards.map(({ id, name }) => [id, name]));
  const cellOf = (participant: string, block: string): AttendanceCell => {
    const waitingAttendanceMark = pendingMarks.get(cellKey(participant, block));
    return waitingAttendanceMark === undefined
      ? {
          mark: attendanceMarks.markOf(participant, block),
          isContested: attendanceMarks.isContested(participant, block),
        }
      : { mark: waitingAttendanceMark, isContested: false };
  };
  const attendanceRows = readParticipants(workshop).map(
    ({ id, code, institution }: Participant): AttendanceRow => {
      const attendanceCells = halfDayBlocks.map((block) => cellOf(id, block.id));
      return {
        id,
        code,
        name: nameById.get(id) ?? '',
        institution,
        cells: attendanceCells,
        attendance: attendanceOf(
          attendanceCells.map(({ mark, isContested }) => (isContested ? null : mark)),
          certificateRule,
        ),
      };
    },
  );
  return {
    blocks: halfDayBlocks,
    rows: attendanceRows,
    rule: certificateRule,
    totals: halfDayBlocks.map((_, at) =>
      countMarks(attendanceRows.map(({ cells }) => cells[at]?.mark ?? null)),
    ),
    contested: attendanceRows.reduce(
      (sum, { cells }) => sum + cells.filter((cell) => cell.isContested).length,
      0,
    ),
  };
}

/** Day of the workshop that is today, from 1; infinite while the first day is unknown, so that no day lies ahead. */
export const workshopDayOn = (firstDay: string | null, today: string): number =>
  firstDay === null
    ? Number.POSITIVE_INFINITY
    : Math.round((Date.parse(today) - Date.parse(firstDay)) / millisecondsPerDay) + 1;

/** Place of the block that is held now, or of the last one before; the first one on an earlier day. */
export function currentBlockAt(
  halfDayBlocks: readonly HalfDayBlock[],
  firstDay: string | null,
  today: string,
  minutesNow: number,
): number {
  if (firstDay === null) return 0;
  const dayNow = workshopDayOn(firstDay, today);
  const past = halfDayBlocks.filter(
    ({ day, startsAt }) => day < dayNow || (day === dayNow && startsAt <= minutesNow + earlyMinutes),
  );
  return Math.max(0, past.length - 1);
}

const millisecondsPerDay = 24 * 60 * 60_000;
/** People arrive before the first session. */
const earlyMinutes = 45;

/** Cell of the grid that keys act on. */
export interface GridCursor {
  readonly row: number;
  readonly column: number;
}

/** Steps of the cursor; an infinite one goes to the edge. */
interface GridStep {
  readonly rows: number;
  readonly columns: number;
}

/** Meaning of a key in the grid. */
type GridKey =
  | { readonly kind: 'move'; readonly by: GridStep }
  | {
      readonly kind: 'mark';
      readonly markAfter: (attendanceMark: AttendanceMark | null) => AttendanceMark | null;
    }
  | { readonly kind: 'allPresent' };

const rowsOfPage = 10;

const move = (rows: number, columns: number): GridKey => ({ kind: 'move', by: { rows, columns } });
const mark = (value: AttendanceMark | null): GridKey => ({ kind: 'mark', markAfter: () => value });

/** Read a key press; null for a key that the grid leaves to others. */
export function readGridKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  isRtl: boolean,
): GridKey | null {
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey) return null;
  if (isControl) return readControlKey(event.key);
  switch (event.key) {
    case 'ArrowDown':
      return move(1, 0);
    case 'ArrowUp':
      return move(-1, 0);
    case 'ArrowRight':
      return move(0, isRtl ? -1 : 1);
    case 'ArrowLeft':
      return move(0, isRtl ? 1 : -1);
    case 'PageDown':
      return move(rowsOfPage, 0);
    case 'PageUp':
      return move(-rowsOfPage, 0);
    case 'Home':
      return move(0, Number.NEGATIVE_INFINITY);
    case 'End':
      return move(0, Number.POSITIVE_INFINITY);
    case ' ':
      return event.shiftKey ? { kind: 'allPresent' } : { kind: 'mark', markAfter: switchedMark };
    case '1':
      return mark('present');
    case '2':
      return mark('partial');
    case '3':
      return mark('absent');
    case 'Delete':
    case 'Backspace':
      return mark(null);
    default:
      return null;
  }
}

function readControlKey(key: string): GridKey | null {
  if (key === 'Home') return move(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY);
  if (key === 'End') return move(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return null;
}

/** Move the cursor within the grid. */
export const moveCursor = (
  at: GridCursor,
  by: GridStep,
  size: { readonly rows: number; readonly columns: number },
): GridCursor => ({
  row: Math.max(0, Math.min(size.rows - 1, at.row + by.rows)),
  column: Math.max(0, Math.min(size.columns - 1, at.column + by.columns)),
});
