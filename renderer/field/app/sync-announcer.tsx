import { useState, type ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { StatusFacts } from './status-facts.ts';
import { nextAnnouncement, nothingAnnounced } from './sync-announcement.ts';

interface SyncAnnouncerProps {
  readonly network: StatusFacts['network'];
}

/** Tells screen readers politely how a long sync goes. Always in the page: only then do they hear what changes in it. */
export function SyncAnnouncer({ network }: SyncAnnouncerProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const [announced, setAnnounced] = useState(nothingAnnounced);
  const next = nextAnnouncement(announced, network, format);
  if (next !== announced) setAnnounced(next);
  return (
    <p className="fb-hidden" role="status">
      {next.message && say(next.message)}
    </p>
  );
}
