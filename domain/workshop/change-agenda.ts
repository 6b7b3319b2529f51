import type { Json } from '../base/json.ts';
import { type Document, valueAt } from '../document/document.ts';
import { pathOf } from '../document/path.ts';
import type { AgendaDay } from './agenda.ts';
import type { PathValue } from '../document/path-value.ts';
import { readSessions } from './read-sessions.ts';
import { ordersFor, type Placed } from '../document/list-order.ts';

/** Where a session is to stand: on which day, and after how many other sessions of that day. */
export interface AgendaPlace {
  readonly day: number | null;
  readonly at: number;
}

/** A new session at the end of a day, without a title yet. The id is made by the caller, once. */
export const addSession = (
  workshop: Document | undefined,
  id: string,
  day: number | null,
): readonly PathValue[] => place(workshop, id, { day, at: Number.POSITIVE_INFINITY });

/** Puts a session somewhere else; writes only what changes. */
export const moveSession = (
  workshop: Document | undefined,
  id: string,
  to: AgendaPlace,
): readonly PathValue[] => place(workshop, id, to);

/**
 * One step earlier or later; from the edge of a day to the neighbouring day. Null where there is no further to go.
 * `days` as the screen shows them, so that a step goes where the person sees it going.
 */
export function stepFrom(days: readonly AgendaDay[], id: string, step: 'up' | 'down'): AgendaPlace | null {
  const dayAt = days.findIndex(({ sessions }) => sessions.some((session) => session.id === id));
  const day = days[dayAt];
  if (day === undefined) return null;
  const at = day.sessions.findIndex((session) => session.id === id);
  if (step === 'up' && at > 0) return { day: day.day, at: at - 1 };
  if (step === 'down' && at < day.sessions.length - 1) return { day: day.day, at: at + 1 };
  const neighbour = days[step === 'up' ? dayAt - 1 : dayAt + 1];
  if (neighbour === undefined) return null;
  return { day: neighbour.day, at: step === 'up' ? neighbour.sessions.length : 0 };
}

/** M5: removing is a write; what others write below it stays, and can be brought back with it. */
export const removeSession = (id: string): readonly PathValue[] => [
  { path: pathOf('sessions', id, 'removed'), value: true },
];

/** Takes a removal back. */
export const bringBackSession = (id: string): readonly PathValue[] => [
  { path: pathOf('sessions', id, 'removed'), value: false },
];

function place(workshop: Document | undefined, id: string, to: AgendaPlace): readonly PathValue[] {
  const others = readSessions(workshop)
    .filter((session) => session.day === to.day && session.id !== id)
    .map(({ id: other, order }): Placed => ({ id: other, order }));
  const orders = ordersFor(others.toSpliced(Math.min(to.at, others.length), 0, { id, order: null }));
  const day: Json = to.day;
  const changesDay = (valueAt(workshop, `sessions/${id}/day`) ?? null) !== day;
  return [
    ...orders.map(({ id: moved, order }) => ({ path: pathOf('sessions', moved, 'order'), value: order })),
    ...(changesDay ? [{ path: pathOf('sessions', id, 'day'), value: day }] : []),
  ];
}
