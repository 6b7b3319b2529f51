import type { Session } from './read-sessions.ts';

/** The sessions of one day in the order in which they are held; `day` is null for those that have no day yet. */
export interface AgendaDay {
  readonly day: number | null;
  readonly sessions: readonly Session[];
  readonly minutes: number;
}

/** As many as `sessions/<id>/day` may hold. */
export const mostDays = 60;

/**
 * The agenda by day: every day up to the last one that has a session or lies within the workshop's dates (so that an
 * empty day can be filled), at least one, and sessions without a day at the end.
 */
export function agendaByDay(sessions: readonly Session[], daysByDates: number): readonly AgendaDay[] {
  const lastDay = sessions.reduce((last, { day }) => Math.max(last, day ?? 0), Math.max(daysByDates, 1));
  const days = Array.from({ length: Math.min(lastDay, mostDays) }, (_, at) => dayOf(sessions, at + 1));
  const undated = dayOf(sessions, null);
  return undated.sessions.length === 0 ? days : [...days, undated];
}

/** Minutes of all sessions together; those without a length count as nothing. */
export const minutesOf = (sessions: readonly Session[]): number =>
  sessions.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

function dayOf(sessions: readonly Session[], day: number | null): AgendaDay {
  const ofDay = sessions.filter((session) => session.day === day);
  return { day, sessions: ofDay, minutes: minutesOf(ofDay) };
}
