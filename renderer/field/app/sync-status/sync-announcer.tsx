import { type ReactElement, useState } from 'react';
import { type LanguageFormat, type Message, useFormat, useTranslate } from '#renderer/i18n';
import type { StatusFacts } from './status-facts.ts';
import { syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';

/** Shorter syncs are not announced: they end before the words do. */
const minimumAnnouncedChanges = 50;
const announcementSteps = 4;

/** Last announcement of a sync to screen readers. */
export interface SyncAnnouncement {
  /** Announced quarters of a long sync; null while none is under way. */
  readonly step: number | null;
  readonly message: Message | null;
}

export const noSyncAnnouncement: SyncAnnouncement = { step: null, message: null };

/**
 * Next announcement for screen readers: a pause, a long sync at its beginning and at each quarter, and its
 * end. Never each step, so that it does not disturb the person's work.
 */
export function nextSyncAnnouncement(
  before: SyncAnnouncement,
  network: StatusFacts['network'],
  format: LanguageFormat,
): SyncAnnouncement {
  switch (network.kind) {
    case 'paused':
      return before.message?.key === 'sync.paused.announced'
        ? before
        : { step: null, message: { key: 'sync.paused.announced' } };
    case 'sending': {
      const { sentChanges, leftChanges } = network.progress;
      const all = sentChanges + leftChanges;
      if (all < minimumAnnouncedChanges) return before;
      const step = Math.floor((sentChanges / all) * announcementSteps);
      return step === before.step ? before : { step, message: syncProgressMessage(network.progress, format) };
    }
    case 'ready':
      if (before.step !== null) return { step: null, message: { key: 'sync.progress.ended' } };
      return before.message?.key === 'sync.paused.announced' ? noSyncAnnouncement : before;
    default:
      // No answer, no network: the status bar says so, and the same sync goes on later.
      return before.step === null ? before : noSyncAnnouncement;
  }
}

interface SyncAnnouncerProps {
  readonly network: StatusFacts['network'];
}

/** Announce a long sync politely. Always in the page: screen readers hear only changes within it. */
export function SyncAnnouncer({ network }: SyncAnnouncerProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const [announced, setAnnounced] = useState(noSyncAnnouncement);
  const next = nextSyncAnnouncement(announced, network, format);
  if (next !== announced) setAnnounced(next);
  return (
    <p className="fb-hidden" role="status">
      {next.message && translate(next.message)}
    </p>
  );
}
