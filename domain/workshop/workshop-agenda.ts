import type { JsonValue } from '#base/json.ts';
import { type Document, valueAt } from '../document/document.ts';
import { assignOrders, type OrderedItem } from '../document/list-order.ts';
import { type PathValue, pathOf } from '../document/op.ts';
import { readWorkshopSessions, type WorkshopSession } from './workshop.ts';
import type { SessionKind } from './workshop-schema.ts';

/** Target of a session: its day, and the number of sessions before it on that day. */
interface AgendaPosition {
  readonly day: number | null;
  readonly at: number;
}

/**
 * A new session, break or lunch at the end of a day, without a title yet. The id is made by the caller, once. A pause
 * has a usual length.
 */
export const addAgendaSession = (
  workshop: Document | undefined,
  id: string,
  day: number | null,
  sessionKind: SessionKind = 'session',
): readonly PathValue[] => [
  ...moveSession(workshop, id, { day, at: Number.POSITIVE_INFINITY }),
  ...(sessionKind === 'session'
    ? []
    : [
        { path: pathOf('sessions', id, 'kind'), value: sessionKind },
        { path: pathOf('sessions', id, 'minutes'), value: usualPauseMinutes[sessionKind] },
      ]),
];

const usualPauseMinutes = { break: 20, lunch: 60 } as const;

/** Move a session to another position; writes only changed registers. */
export const moveAgendaSession = (
  workshop: Document | undefined,
  id: string,
  to: AgendaPosition,
): readonly PathValue[] => moveSession(workshop, id, to);

/**
 * Position one step earlier or later; from the edge of a day to the neighbouring day. Null at the first and last
 * place.
 * @param agendaDays as the screen shows them, so that a step follows the screen
 */
export function steppedPositionOf(
  agendaDays: readonly AgendaDay[],
  id: string,
  step: 'up' | 'down',
): AgendaPosition | null {
  const dayAt = agendaDays.findIndex(({ sessions }) => sessions.some((session) => session.id === id));
  const agendaDay = agendaDays[dayAt];
  if (agendaDay === undefined) return null;
  const at = agendaDay.sessions.findIndex((session) => session.id === id);
  if (step === 'up' && at > 0) return { day: agendaDay.day, at: at - 1 };
  if (step === 'down' && at < agendaDay.sessions.length - 1) return { day: agendaDay.day, at: at + 1 };
  const neighbour = agendaDays[step === 'up' ? dayAt - 1 : dayAt + 1];
  if (neighbour === undefined) return null;
  return { day: neighbour.day, at: step === 'up' ? neighbour.sessions.length : 0 };
}

/** M5: a removal is a write; values that others write below it stay, and can be restored with it. */
export const removeAgendaSession = (id: string): readonly PathValue[] => [
  { path: pathOf('sessions', id, 'removed'), value: true },
];

/** Undo a removal. */
export const restoreAgendaSession = (id: string): readonly PathValue[] => [
  { path: pathOf('sessions', id, 'removed'), value: false },
];

function moveSession(workshop: Document | undefined, id: string, to: AgendaPosition): readonly PathValue[] {
  const otherItems = readWorkshopSessions(workshop)
    .filter((session) => session.day === to.day && session.id !== id)
    .map(({ id: other, order }): OrderedItem => ({ id: other, order }));
  const assignedOrders = assignOrders(
    otherItems.toSpliced(Math.min(to.at, otherItems.length), 0, { id, order: null }),
  );
  const day: JsonValue = to.day;
  const changesDay = (valueAt(workshop, `sessions/${id}/day`) ?? null) !== day;
  return [
    ...assignedOrders.map(({ id: moved, order }) => ({
      path: pathOf('sessions', moved, 'order'),
      value: order,
    })),
    ...(changesDay ? [{ path: pathOf('sessions', id, 'day'), value: day }] : []),
  ];
}

/** Sessions of one day in the order in which they are held; `day` is null for sessions without a day. */
export interface AgendaDay {
  readonly day: number | null;
  /** With breaks and lunch. */
  readonly sessions: readonly WorkshopSession[];
  /** Of sessions alone. */
  readonly minutes: number;
}

/** Largest number of `sessions/<id>/day`. */
export const maximumAgendaDays = 60;

/**
 * Group the agenda by day: every day up to the last one with a session or within the workshop's dates. Empty days are
 * included, so they can be filled. At least one day, and sessions without a day at the end.
 */
export function groupAgendaByDay(
  sessions: readonly WorkshopSession[],
  daysByDates: number,
): readonly AgendaDay[] {
  const lastDay = sessions.reduce((last, { day }) => Math.max(last, day ?? 0), Math.max(daysByDates, 1));
  const agendaDays = Array.from({ length: Math.min(lastDay, maximumAgendaDays) }, (_, at) =>
    agendaDayOf(sessions, at + 1),
  );
  const undated = agendaDayOf(sessions, null);
  return undated.sessions.length === 0 ? agendaDays : [...agendaDays, undated];
}

/** Sessions without breaks and lunch. */
export const withoutPauses = <Session extends Pick<WorkshopSession, 'kind'>>(
  sessions: readonly Session[],
): readonly Session[] => sessions.filter(({ kind }) => kind === 'session');

/** Minutes of all sessions together, without breaks and lunch; those without a length count as 0. */
export const totalSessionMinutes = (sessions: readonly WorkshopSession[]): number =>
  withoutPauses(sessions).reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

function agendaDayOf(sessions: readonly WorkshopSession[], day: number | null): AgendaDay {
  const ofDay = sessions.filter((session) => session.day === day);
  return { day, sessions: ofDay, minutes: totalSessionMinutes(ofDay) };
}
