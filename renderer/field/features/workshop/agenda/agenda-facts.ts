import { groupByKey } from '#base/group.ts';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import {
  clockTimeOf,
  dayStartOf,
  defaultDayStart,
  type SessionTime,
  sessionTimesOf,
  type TimeConflict,
  timeConflictsOf,
} from '#domain/workshop/session-times.ts';
import {
  heldMinutesOf,
  readLearningObjectives,
  readWorkshopSessions,
  type WorkshopSession,
} from '#domain/workshop/workshop.ts';
import { type AgendaDay, groupAgendaByDay, withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import type { SessionDelivery, SessionKind } from '#domain/workshop/workshop-schema.ts';
import type { Message } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';

/** Minutes of an agenda in words: 45 min, 4 h, 4 h 45 min. */
export const durationMessage = (minutes: number): Message => ({
  key: 'workshop.time',
  values: { hours: Math.floor(minutes / 60), minutes: minutes % 60 },
});

/** Planned time of a session on the screen. */
export interface ShownSessionTime {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isFixed: boolean;
}

/** Conflict of time of a session, with the other session in words. */
export interface ShownTimeConflict {
  readonly conflict: TimeConflict;
  /** The other session; null where there is none. */
  readonly other: { readonly id: string; readonly name: string; readonly minutes: number } | null;
  /** End of the other session, `10:30`: the time to move to. */
  readonly freeAt: string;
}

/** One session, break or lunch as the agenda shows it. */
export interface AgendaSession {
  readonly id: string;
  readonly kind: SessionKind;
  /** Day and place within it, `2.3`; empty without a day, and for breaks and lunch. */
  readonly number: string;
  readonly title: string;
  readonly minutes: number | null;
  /** Null without a day. */
  readonly time: ShownSessionTime | null;
  readonly timeConflicts: readonly ShownTimeConflict[];
  readonly method: string;
  readonly output: string;
  readonly lead: string;
  readonly room: string;
  /** Codes of its learning objectives. */
  readonly objectives: readonly string[];
  readonly delivery: SessionDelivery | null;
  readonly deliveredMinutes: number | null;
  readonly hasNotes: boolean;
  /** Registers of it that wait for a decision (M3). */
  readonly conflicts: number;
}

/** One day as the agenda shows it; `dateMs` when the workshop's first day is known. */
export interface AgendaDayFacts {
  readonly day: number | null;
  readonly dateMs: number | null;
  /** `09:00`. */
  readonly startsAt: string;
  readonly minutes: number;
  /** Minutes held so far; null before the first delivery. */
  readonly deliveredMinutes: number | null;
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
  readonly onAdd: (day: number | null, sessionKind?: SessionKind) => void;
  readonly onTemplate: (code: string) => void;
  /** Choose an earlier workshop to copy from; absent where there is none. */
  readonly onCopy?: (() => void) | undefined;
  readonly onDayStart: (day: number, start: string | null) => void;
  /** Change the plan of one session to end a conflict of time. */
  readonly onResolve: (session: string, timeRemedy: TimeRemedy) => void;
  readonly onRestore: (id: string) => void;
  readonly onKeepRemoved: (id: string) => void;
}

/** Remedy of a conflict of time: another start, the times of the list, or a shorter session before. */
export type TimeRemedy =
  | { readonly kind: 'move'; readonly starts: string }
  | { readonly kind: 'follow' }
  | { readonly kind: 'shorten'; readonly other: string; readonly minutes: number };

/** Agenda of a workshop, as data and as it is shown. */
interface ShownAgenda {
  readonly sessions: readonly WorkshopSession[];
  readonly days: readonly AgendaDay[];
  readonly shown: readonly AgendaDayFacts[];
}

/** The agenda of a workshop. */
export function shownAgendaOf(document: Document): ShownAgenda {
  const sessions = readWorkshopSessions(document);
  const from = textOrNull(valueAt(document, 'from'));
  const agendaDays = groupAgendaByDay(sessions, workshopDayCount(from, textOrNull(valueAt(document, 'to'))));
  const conflictsBySession = groupByKey(
    conflictPathsOf(document).filter((path) => path.startsWith('sessions/')),
    (path) => path.split('/')[1] ?? '',
  );
  const codes = new Map(readLearningObjectives(document).map(({ id, code }) => [id, code]));
  const shown = agendaDays.map(({ day, sessions: ofDay, minutes }): AgendaDayFacts => {
    const start = day === null ? defaultDayStart : dayStartOf(document, day);
    const sessionTimes = day === null ? [] : sessionTimesOf(ofDay, start);
    const timeConflicts = timeConflictsOf(sessionTimes);
    const numbers = sessionNumbersOf(day, ofDay);
    const titles = new Map(ofDay.map(({ id, title }) => [id, title]));
    const nameOf = (id: string): string => [numbers.get(id) ?? '', titles.get(id) ?? ''].join(' ').trim();
    const timeOfSession = new Map(sessionTimes.map((sessionTime) => [sessionTime.session.id, sessionTime]));
    const conflictsOfSession = groupByKey(timeConflicts, ({ session }) => session);
    return {
      day,
      dateMs: day === null ? null : dateOfWorkshopDay(from, day),
      startsAt: clockTimeOf(start),
      minutes,
      deliveredMinutes: deliveredMinutesOf(ofDay),
      sessions: ofDay.map((session) => ({
        ...session,
        number: numbers.get(session.id) ?? '',
        time: shownTimeOf(timeOfSession.get(session.id)),
        timeConflicts: (conflictsOfSession.get(session.id) ?? []).map((conflict) =>
          shownConflictOf(conflict, sessionTimes, nameOf),
        ),
        objectives: session.objectives.flatMap((id) => codes.get(id) ?? []),
        hasNotes: session.notes !== undefined,
        conflicts: conflictsBySession.get(session.id)?.length ?? 0,
      })),
    };
  });
  return { sessions, days: agendaDays, shown };
}

/** Numbers of the sessions of a day, without breaks and lunch. */
function sessionNumbersOf(
  day: number | null,
  ofDay: readonly WorkshopSession[],
): ReadonlyMap<string, string> {
  return new Map(withoutPauses(ofDay).map(({ id }, at) => [id, day === null ? '' : `${day}.${at + 1}`]));
}

const shownTimeOf = (sessionTime: SessionTime | undefined): ShownSessionTime | null =>
  sessionTime === undefined
    ? null
    : {
        startsAt: clockTimeOf(sessionTime.startsAt),
        endsAt: clockTimeOf(sessionTime.endsAt),
        isFixed: sessionTime.isFixed,
      };

function shownConflictOf(
  timeConflict: TimeConflict,
  sessionTimes: readonly SessionTime[],
  nameOf: (id: string) => string,
): ShownTimeConflict {
  const otherSessionTime =
    'other' in timeConflict
      ? sessionTimes.find(({ session }) => session.id === timeConflict.other)
      : undefined;
  return {
    conflict: timeConflict,
    other: otherSessionTime
      ? {
          id: otherSessionTime.session.id,
          name: nameOf(otherSessionTime.session.id),
          minutes: otherSessionTime.session.minutes ?? 0,
        }
      : null,
    freeAt: clockTimeOf(otherSessionTime?.endsAt ?? 0),
  };
}

/** Minutes held on a day, of the sessions that people told about; null while nobody told about any. */
function deliveredMinutesOf(ofDay: readonly WorkshopSession[]): number | null {
  const held = withoutPauses(ofDay).flatMap((session) => heldMinutesOf(session) ?? []);
  return held.length === 0 ? null : held.reduce((sum, minutes) => sum + minutes, 0);
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
