import { groupByKey } from '#base/group.ts';
import type { Document } from '../document/document.ts';
import { plainTextOfUpdate } from '../document/plain-text-of-update.ts';
import { countParticipantsByType, readParticipants } from './register.ts';
import { readAttributedEntries, type SessionEntry } from './session-entry.ts';
import { readWorkshopSessions, type WorkshopSession } from './workshop.ts';
import { groupAgendaByDay } from './workshop-agenda.ts';

/** Notes of one session: its free text, then its typed notes. */
export interface SessionNotes {
  /** Null for notes about the workshop as a whole, and those of a removed session. */
  readonly session: WorkshopSession | null;
  /** Free text without its marks, a line for each block; empty where nothing was written. */
  readonly text: string;
  readonly entries: readonly SessionEntry[];
}

/** Notes of one day of a workshop. */
export interface DayNotes {
  /** From 1; null for sessions without a day, and for the workshop as a whole. */
  readonly day: number | null;
  readonly sessions: readonly SessionNotes[];
}

/**
 * Make one document of everything that was noted in a workshop, by day and session. It is a view: the free texts and
 * typed notes stay as they are. Days and sessions without notes are left out. Under non-attribution it names no speaker
 * (docs/requirements.md C6, E).
 */
export function makeNotesDocument(workshop: Document | undefined): readonly DayNotes[] {
  const sessions = readWorkshopSessions(workshop);
  const participantsByType = countParticipantsByType(readParticipants(workshop));
  const entriesBySession = groupByKey(
    readAttributedEntries(workshop, participantsByType),
    ({ session }) => session,
  );
  const days = groupAgendaByDay(sessions, 0).map(
    (agendaDay): DayNotes => ({
      day: agendaDay.day,
      sessions: agendaDay.sessions
        .map((session) => ({
          session,
          text: session.notes === undefined ? '' : plainTextOfUpdate(session.notes).trim(),
          entries: entriesBySession.get(session.id) ?? [],
        }))
        .filter(isNoted),
    }),
  );
  const known = new Set(sessions.map(({ id }) => id));
  const whole = {
    session: null,
    text: '',
    entries: [...entriesBySession].flatMap(([session, entries]) => (known.has(session) ? [] : entries)),
  };
  return [...days, { day: null, sessions: [whole].filter(isNoted) }].filter(
    ({ sessions: noted }) => noted.length > 0,
  );
}

const isNoted = ({ text, entries }: SessionNotes): boolean => text !== '' || entries.length > 0;
