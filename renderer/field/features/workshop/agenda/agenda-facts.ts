import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import { groupAgendaByDay, type AgendaDay } from '#domain/workshop/workshop-agenda.ts';
import { readWorkshopSessions, type WorkshopSession } from '#domain/workshop/workshop.ts';
import type { Message } from '#renderer/i18n';

/** Minutes of an agenda in words: 45 min, 4 h, 4 h 45 min. */
export const durationMessage = (minutes: number): Message => ({
  key: 'workshop.time',
  values: { hours: Math.floor(minutes / 60), minutes: minutes % 60 },
});

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
export interface AgendaDayFacts {
  readonly day: number | null;
  readonly dateMs: number | null;
  readonly minutes: number;
  readonly sessions: readonly AgendaSession[];
}

/** Session that was just removed, or removed by one person while another edited it (M5). */
export interface RemovedSession {
  readonly id: string;
  readonly title: string;
  readonly day: number | null;
}

export interface SessionConflict extends RemovedSession {
  readonly removedBy: string;
  readonly editedBy: string;
}

/** Target of a dragged session: before the one at this place, or at the end of the day. */
export interface SessionDropTarget {
  readonly day: number | null;
  readonly at: number;
}

/** Acts on the agenda as a whole. */
export interface AgendaHandlers {
  readonly onAdd: (day: number | null) => void;
  readonly onTemplate: () => void;
  readonly onBringBack: (id: string) => void;
  readonly onKeepRemoved: (id: string) => void;
}

/** Agenda of a workshop, as data and as it is shown. */
export interface ShownAgenda {
  readonly sessions: readonly WorkshopSession[];
  readonly days: readonly AgendaDay[];
  readonly shown: readonly AgendaDayFacts[];
}

/** The agenda of a workshop. */
export function shownAgendaOf(document: Document): ShownAgenda {
  const sessions = readWorkshopSessions(document);
  const from = textOrNull(valueAt(document, 'from'));
  const days = groupAgendaByDay(sessions, workshopDayCount(from, textOrNull(valueAt(document, 'to'))));
  const conflicts = conflictPathsOf(document);
  const shown = days.map(({ day, sessions: ofDay, minutes }) => ({
    day,
    dateMs: day === null ? null : dateOfWorkshopDay(from, day),
    minutes,
    sessions: ofDay.map((session, at) => ({
      id: session.id,
      title: session.title,
      minutes: session.minutes,
      number: day === null ? '' : `${day}.${at + 1}`,
      method: textOrNull(valueAt(document, `sessions/${session.id}/method`)) ?? '',
      output: textOrNull(valueAt(document, `sessions/${session.id}/output`)) ?? '',
      hasNotes: session.notes !== undefined,
      conflicts: conflicts.filter((path) => path.startsWith(`sessions/${session.id}/`)).length,
    })),
  }));
  return { sessions, days, shown };
}

const textOrNull = (value: JsonValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

/** Number of days of a workshop by its dates, both counted; 0 when they are unknown or in the wrong order. */
function workshopDayCount(from: string | null, to: string | null): number {
  if (from === null) return 0;
  const days = Math.round((localNoonMs(to ?? from) - localNoonMs(from)) / millisecondsPerDay) + 1;
  return days > 0 ? days : 0;
}

const millisecondsPerDay = 24 * 60 * 60_000;

function dateOfWorkshopDay(firstDay: string | null, day: number): number | null {
  if (firstDay === null) return null;
  // By the calendar, not by hours: a day on which the clocks change has 23 or 25.
  const first = new Date(localNoonMs(firstDay));
  return first.setDate(first.getDate() + day - 1);
}
