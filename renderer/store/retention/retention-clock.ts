import type { Alarm } from '#sync/client/ports.ts';
import type { LiveCell } from '../live-state.ts';
import { isDiskFailure } from '../disk-failure.ts';
import { JournalRefused } from '../journal.ts';
import { type DueNotesParts, eraseDueNotes, tellOfErasures } from '../notes/erase-due-notes.ts';
import { lookAtMissions, type MissionParts } from './look-at-missions.ts';
import { lookAtParts } from './look-at-parts.ts';

export interface RetentionParts extends DueNotesParts, MissionParts {
  readonly alarm: Alarm;
  readonly live: LiveCell;
  /** Hears of a database that fails. */
  readonly onBroken: (error: unknown) => void;
}

/** A laptop that is never shut down looks four times a day: one that slept through a look has the next soon. */
const lookEveryMs = 6 * 60 * 60 * 1000;

/**
 * The retention clock (domain.md E, rule 9): now and while the app is open, without any network, what is due is erased
 * on this laptop, and headquarters is told how many. What waits only until headquarters has it is looked at again as soon
 * as a sync has ended: a laptop may be open for no more than that. Resolves after the first look, with the way to stop.
 */
export async function startRetention(parts: RetentionParts): Promise<() => void> {
  const { nowMs, alarm, live, onBroken } = parts;
  let isStopped = false;
  let callOff = (): void => undefined;
  let waitsForSync = false;
  let hasSynced = false;
  const lookAgain = async (): Promise<void> => {
    if (isStopped) return;
    callOff();
    callOff = alarm.at(nowMs() + lookEveryMs, () => void lookAgain());
    waitsForSync = false;
    hasSynced = false;
    try {
      await eraseDueNotes(parts);
      await tellOfErasures(parts);
      const looks = [await lookAtMissions(parts), await lookAtParts(parts)];
      waitsForSync = looks.includes('waits');
    } catch (error) {
      // A disk that takes no more: what is due is erased at the next look.
      if (!isStopped && !isDiskFailure(error) && !(error instanceof JournalRefused)) onBroken(error);
    }
    if (waitsForSync && hasSynced) await lookAgain();
  };
  const forgetSync = onSyncEnd(live, () => {
    hasSynced = true;
    if (waitsForSync) void lookAgain();
  });
  await lookAgain();
  return () => {
    isStopped = true;
    callOff();
    forgetSync();
  };
}

/** Calls back each time that a run of round trips has come to rest. */
function onSyncEnd(live: LiveCell, ended: () => void): () => void {
  let wasRunning = live.state.sync.kind === 'pushing';
  return live.onChange(() => {
    const isRunning = live.state.sync.kind === 'pushing';
    const hasEnded = wasRunning && live.state.sync.kind === 'idle';
    wasRunning = isRunning;
    if (hasEnded) ended();
  });
}
