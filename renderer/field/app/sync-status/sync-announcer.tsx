import { type ReactElement, useState } from 'react';
import { useFormat } from '#renderer/i18n/i18n-context.ts';
import { useTranslate } from '#renderer/i18n/use-translate.ts';
import type { StatusFacts } from './status-facts.ts';
import type { LanguageFormat } from '#renderer/i18n/language-format.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { syncProgressMessage } from '#renderer/field/parts/sync-messages.ts';

/** Shorter syncs say nothing: they are over before the words are. */
const minimumAnnouncedChanges = 50;
const announcementSteps = 4;

/** What screen readers were last told of a sync. */
export interface SyncAnnouncement {
  /** Quarters of a long sync that have been told; null while none is under way. */
  readonly step: number | null;
  readonly message: Message | null;
}

export const noSyncAnnouncement: SyncAnnouncement = { step: null, message: null };

/**
 * What to tell screen readers next: a pause, a long sync at its beginning and at each quarter, and its end. Never each
 * step, so that it does not talk into the person's work.
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

/** Tells screen readers politely how a long sync goes. Always in the page: only then do they hear what changes in it. */
export function SyncAnnouncer({ network }: SyncAnnouncerProps): ReactElement {
  const say = useTranslate();
  const format = useFormat();
  const [announced, setAnnounced] = useState(noSyncAnnouncement);
  const next = nextSyncAnnouncement(announced, network, format);
  if (next !== announced) setAnnounced(next);
  return (
    <p className="fb-hidden" role="status">
      {next.message && say(next.message)}
    </p>
  );
}
