import type { Document } from '../document/document.ts';
import { type SessionTime, workshopTimesOf } from './session-times.ts';

/** Half of a day of a workshop, the unit of attendance (docs/requirements.md C2). */
export interface HalfDayBlock {
  /** Segment of `attendance/BLOCK`, such as `1-am`. */
  readonly id: string;
  readonly day: number;
  readonly half: 'am' | 'pm';
  /** In minutes after midnight of its day. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Ids of its sessions. */
  readonly sessions: readonly string[];
}

/** Boundary of the halves on a day without lunch: 13:00. */
const middayMinutes = 13 * 60;

/**
 * Half-days with sessions, in order. A session belongs to the half in which it starts. The second half begins with
 * lunch, or at 13:00 without one.
 */
export const halfDayBlocksOf = (workshop: Document | undefined): readonly HalfDayBlock[] =>
  workshopTimesOf(workshop).flatMap(({ day, times }) => {
    const lunch = times.find(({ session }) => session.kind === 'lunch');
    const boundary = lunch?.startsAt ?? middayMinutes;
    const held = times.filter(({ session }) => session.kind === 'session');
    return [
      ...blockOf(
        day,
        'am',
        held.filter(({ startsAt }) => startsAt < boundary),
      ),
      ...blockOf(
        day,
        'pm',
        held.filter(({ startsAt }) => startsAt >= boundary),
      ),
    ];
  });

function blockOf(day: number, half: 'am' | 'pm', held: readonly SessionTime[]): readonly HalfDayBlock[] {
  if (held.length === 0) return [];
  return [
    {
      id: `${day}-${half}`,
      day,
      half,
      startsAt: Math.min(...held.map(({ startsAt }) => startsAt)),
      endsAt: Math.max(...held.map(({ endsAt }) => endsAt)),
      sessions: held.map(({ session }) => session.id),
    },
  ];
}
