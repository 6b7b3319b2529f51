import { dayMs } from '#renderer/field/parts/days.ts';
import type { Json } from '#domain/base/json.ts';
import { conflictsOf, type Document, valueAt } from '#domain/document/document.ts';
import { agendaByDay, type AgendaDay } from '#domain/workshop/agenda.ts';
import { readSessions, type Session } from '#domain/workshop/read-sessions.ts';

/** One session as the agenda shows it. */
export interface AgendaSession {
  readonly id: string;
  /** Day and place within it, `2.3`; empty without a day. */
  readonly number: string;
  readonly title: string;
  readonly minutes: number | null;
  readonly method: string;
  readonly output: string;
  readonly hasNotes: boolean;
  /** Registers of it that wait for a decision (M3). */
  readonly conflicts: number;
}

/** One day as the agenda shows it; `dateMs` when the workshop's first day is known. */
export interface ShownDay {
  readonly day: number | null;
  readonly dateMs: number | null;
  readonly minutes: number;
  readonly sessions: readonly AgendaSession[];
}

/** Something removed a moment ago, or removed by one person while another wrote in it (M5). */
export interface RemovedSession {
  readonly id: string;
  readonly title: string;
  readonly day: number | null;
}

export interface ContestedSession extends RemovedSession {
  readonly removedBy: string;
  readonly editedBy: string;
}

/** Where a session would be dropped: before the one at this place, or at the end of the day. */
export interface DropPlace {
  readonly day: number | null;
  readonly at: number;
}

/** What can be done with the agenda as a whole. */
export interface AgendaActs {
  readonly onAdd: (day: number | null) => void;
  readonly onTemplate: () => void;
  readonly onBringBack: (id: string) => void;
  readonly onKeepRemoved: (id: string) => void;
}

/** A workshop's agenda, as data and as it is shown. */
export interface Agenda {
  readonly sessions: readonly Session[];
  readonly days: readonly AgendaDay[];
  readonly shown: readonly ShownDay[];
}

/** The agenda of a workshop. */
export function agendaOf(document: Document): Agenda {
  const sessions = readSessions(document);
  const from = textOf(valueAt(document, 'from'));
  const days = agendaByDay(sessions, daysBetween(from, textOf(valueAt(document, 'to'))));
  const conflicts = conflictsOf(document);
  const shown = days.map(({ day, sessions: ofDay, minutes }) => ({
    day,
    dateMs: day === null ? null : dateOf(from, day),
    minutes,
    sessions: ofDay.map((session, at) => ({
      id: session.id,
      title: session.title,
      minutes: session.minutes,
      number: day === null ? '' : `${day}.${at + 1}`,
      method: textOf(valueAt(document, `sessions/${session.id}/method`)) ?? '',
      output: textOf(valueAt(document, `sessions/${session.id}/output`)) ?? '',
      hasNotes: session.notes !== undefined,
      conflicts: conflicts.filter((path) => path.startsWith(`sessions/${session.id}/`)).length,
    })),
  }));
  return { sessions, days, shown };
}

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

/** How many days a workshop has by its dates, both counted; 0 when they are not known or the wrong way round. */
function daysBetween(from: string | null, to: string | null): number {
  if (from === null) return 0;
  const days = Math.round((dayMs(to ?? from) - dayMs(from)) / oneDayMs) + 1;
  return days > 0 ? days : 0;
}

const oneDayMs = 24 * 60 * 60_000;

function dateOf(firstDay: string | null, day: number): number | null {
  if (firstDay === null) return null;
  // By the calendar, not by hours: a day on which the clocks change has 23 or 25.
  const first = new Date(dayMs(firstDay));
  return first.setDate(first.getDate() + day - 1);
}
