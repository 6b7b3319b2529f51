import { type Document, valueAt } from '../document/document.ts';
import { ClockTime } from '../mission/mission-work.ts';
import { readWorkshopSessions, type WorkshopSession } from './workshop.ts';
import { groupAgendaByDay } from './workshop-agenda.ts';

/** Start of a day for which none is set, in minutes after midnight: 09:00. */
export const defaultDayStart = 9 * 60;

const minutesPerDay = 24 * 60;

/** Minutes after midnight of a time of day; null for another text. */
export function minutesOfClockTime(time: string | null): number | null {
  if (time === null || !ClockTime.safeParse(time).success) return null;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** Time of day, `09:30`; after midnight it starts again. */
export function clockTimeOf(minutes: number): string {
  const ofDay = Math.round(minutes) % minutesPerDay;
  return [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Planned time of a session, in minutes after midnight of its day. */
export interface SessionTime {
  readonly session: WorkshopSession;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The session has a start of its own and does not follow the one before. */
  readonly isFixed: boolean;
}

/**
 * Times of one day. Each session follows the latest end before it, unless its start is fixed.
 * @param sessions of one day, in their order
 */
export function sessionTimesOf(
  sessions: readonly WorkshopSession[],
  dayStart: number,
): readonly SessionTime[] {
  let next = dayStart;
  return sessions.map((session) => {
    const fixed = minutesOfClockTime(session.starts);
    const startsAt = fixed ?? next;
    const endsAt = startsAt + (session.minutes ?? 0);
    next = Math.max(next, endsAt);
    return { session, startsAt, endsAt, isFixed: fixed !== null };
  });
}

/** Start of a day of a workshop, in minutes after midnight. */
export function dayStartOf(workshop: Document | undefined, day: number): number {
  const start = valueAt(workshop, `day-starts/${day}`);
  return minutesOfClockTime(typeof start === 'string' ? start : null) ?? defaultDayStart;
}

/** Times of the sessions of each day that has sessions; those without a day have no time. */
export function workshopTimesOf(
  workshop: Document | undefined,
): readonly { readonly day: number; readonly times: readonly SessionTime[] }[] {
  return groupAgendaByDay(readWorkshopSessions(workshop), 0).flatMap(({ day, sessions }) =>
    day === null || sessions.length === 0
      ? []
      : [{ day, times: sessionTimesOf(sessions, dayStartOf(workshop, day)) }],
  );
}

/**
 * A planned time that cannot be kept. `gap` is time without a session before a fixed start; the day is fine, and may
 * be meant.
 */
export type TimeConflict =
  | { readonly kind: 'overlap'; readonly session: string; readonly other: string; readonly minutes: number }
  | { readonly kind: 'roomTaken'; readonly session: string; readonly other: string; readonly room: string }
  | { readonly kind: 'outOfOrder'; readonly session: string; readonly other: string }
  | { readonly kind: 'pastMidnight'; readonly session: string; readonly minutes: number }
  | { readonly kind: 'gap'; readonly session: string; readonly other: string; readonly minutes: number };

/** Earlier sessions that one session is compared with at most: the latest ones, among them its neighbours. */
const mostCompared = 50;

/**
 * Conflicts within the times of one day. Two rooms may be used at the same time; two sessions in one may not. A session
 * is compared with the fifty before it. A longer day is no agenda, and all its pairs would be the square of its length.
 */
export function timeConflictsOf(sessionTimes: readonly SessionTime[]): readonly TimeConflict[] {
  let latestSessionTime: SessionTime | null = null;
  return sessionTimes.flatMap((sessionTime, at) => {
    const previousSessionTimes = sessionTimes.slice(Math.max(0, at - mostCompared), at);
    const foundTimeConflicts = [
      ...overlapConflictsOf(sessionTime, previousSessionTimes),
      ...orderConflictsOf(sessionTime, latestSessionTime),
      ...midnightOf(sessionTime),
    ];
    if (latestSessionTime === null || sessionTime.endsAt > latestSessionTime.endsAt)
      latestSessionTime = sessionTime;
    return foundTimeConflicts;
  });
}

function overlapConflictsOf(
  { session, startsAt, endsAt }: SessionTime,
  previousSessionTimes: readonly SessionTime[],
): readonly TimeConflict[] {
  return previousSessionTimes.flatMap((otherSessionTime): readonly TimeConflict[] => {
    const minutes = Math.min(endsAt, otherSessionTime.endsAt) - Math.max(startsAt, otherSessionTime.startsAt);
    if (minutes <= 0) return [];
    const [room, otherRoom] = [roomNameOf(session), roomNameOf(otherSessionTime.session)];
    const about = { session: session.id, other: otherSessionTime.session.id };
    if (room === '' || otherRoom === '') return [{ kind: 'overlap', ...about, minutes }];
    return room === otherRoom ? [{ kind: 'roomTaken', ...about, room: session.room.trim() }] : [];
  });
}

const roomNameOf = ({ room }: WorkshopSession): string => room.trim().toLowerCase();

function orderConflictsOf(
  { session, startsAt, endsAt, isFixed }: SessionTime,
  latestSessionTime: SessionTime | null,
): readonly TimeConflict[] {
  if (!isFixed || latestSessionTime === null) return [];
  const about = { session: session.id, other: latestSessionTime.session.id };
  if (endsAt <= latestSessionTime.startsAt && startsAt < latestSessionTime.startsAt)
    return [{ kind: 'outOfOrder', ...about }];
  return startsAt > latestSessionTime.endsAt
    ? [{ kind: 'gap', ...about, minutes: startsAt - latestSessionTime.endsAt }]
    : [];
}

const midnightOf = ({ session, endsAt }: SessionTime): readonly TimeConflict[] =>
  endsAt > minutesPerDay
    ? [{ kind: 'pastMidnight', session: session.id, minutes: endsAt - minutesPerDay }]
    : [];

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
    const heldSessionTimes = times.filter(({ session }) => session.kind === 'session');
    return [
      ...blockOf(
        day,
        'am',
        heldSessionTimes.filter(({ startsAt }) => startsAt < boundary),
      ),
      ...blockOf(
        day,
        'pm',
        heldSessionTimes.filter(({ startsAt }) => startsAt >= boundary),
      ),
    ];
  });

function blockOf(
  day: number,
  half: 'am' | 'pm',
  heldSessionTimes: readonly SessionTime[],
): readonly HalfDayBlock[] {
  if (heldSessionTimes.length === 0) return [];
  return [
    {
      id: `${day}-${half}`,
      day,
      half,
      startsAt: Math.min(...heldSessionTimes.map(({ startsAt }) => startsAt)),
      endsAt: Math.max(...heldSessionTimes.map(({ endsAt }) => endsAt)),
      sessions: heldSessionTimes.map(({ session }) => session.id),
    },
  ];
}
