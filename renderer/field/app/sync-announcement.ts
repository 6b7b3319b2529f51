import type { Format } from '#renderer/i18n/format.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { progressMessage } from '#renderer/field/parts/progress-message.ts';
import type { StatusFacts } from './status-facts.ts';

/** Shorter syncs say nothing: they are over before the words are. */
const fewestAnnounced = 50;
const steps = 4;

/** What screen readers were last told of a sync. */
export interface Announced {
  /** Quarters of a long sync that have been told; null while none is under way. */
  readonly step: number | null;
  readonly message: Message | null;
}

export const nothingAnnounced: Announced = { step: null, message: null };

/**
 * What to tell screen readers next: a pause, a long sync at its beginning and at each quarter, and its end. Never each
 * step, so that it does not talk into the person's work.
 */
export function nextAnnouncement(
  before: Announced,
  network: StatusFacts['network'],
  format: Format,
): Announced {
  switch (network.kind) {
    case 'paused':
      return before.message?.key === 'sync.paused.announced'
        ? before
        : { step: null, message: { key: 'sync.paused.announced' } };
    case 'sending': {
      const { sentChanges, leftChanges } = network.progress;
      const all = sentChanges + leftChanges;
      if (all < fewestAnnounced) return before;
      const step = Math.floor((sentChanges / all) * steps);
      return step === before.step ? before : { step, message: progressMessage(network.progress, format) };
    }
    case 'ready':
      if (before.step !== null) return { step: null, message: { key: 'sync.progress.ended' } };
      return before.message?.key === 'sync.paused.announced' ? nothingAnnounced : before;
    default:
      // No answer, no network: the status bar says so, and the same sync goes on later.
      return before.step === null ? before : nothingAnnounced;
  }
}
