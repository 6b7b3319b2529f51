import type { Alarm } from '#sync/client/ports.ts';
import { isDiskFailure } from '../disk-failure.ts';
import { JournalRefused } from '../journal.ts';
import { type DueNotesParts, eraseDueNotes, tellOfErasures } from '../notes/erase-due-notes.ts';
import { lookAtMissions, type MissionParts } from './look-at-missions.ts';

export interface RetentionParts extends DueNotesParts, MissionParts {
  readonly alarm: Alarm;
  /** Hears of a database that fails. */
  readonly onBroken: (error: unknown) => void;
}

/** A laptop that is never shut down looks four times a day: one that slept through a look has the next soon. */
const lookEveryMs = 6 * 60 * 60 * 1000;

/**
 * The retention clock (domain.md E, rule 9): now and while the app is open, without any network, what is due is erased
 * on this laptop, and headquarters is told how many. Resolves after the first look, with the way to stop.
 */
export async function startRetention(parts: RetentionParts): Promise<() => void> {
  const { nowMs, alarm, onBroken } = parts;
  let isStopped = false;
  let callOff = (): void => undefined;
  const lookAgain = async (): Promise<void> => {
    if (isStopped) return;
    callOff = alarm.at(nowMs() + lookEveryMs, () => void lookAgain());
    try {
      await eraseDueNotes(parts);
      await tellOfErasures(parts);
      await lookAtMissions(parts);
    } catch (error) {
      // A disk that takes no more: what is due is erased at the next look.
      if (!isStopped && !isDiskFailure(error) && !(error instanceof JournalRefused)) onBroken(error);
    }
  };
  await lookAgain();
  return () => {
    isStopped = true;
    callOff();
  };
}
