import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import type { StatusFacts } from './status-facts.ts';

interface RestoredBannerViewProps {
  readonly restored: NonNullable<StatusFacts['restored']>;
  readonly onRead: () => void;
}

const textByDatabase = {
  kept: 'sync.restored.kept',
  rebuilt: 'sync.restored.rebuilt',
  engineChanged: 'sync.restored.engineChanged',
} as const;

/** D2, D3: what came back and from where, and what cannot be read any more. Stays until the person has read it. */
export function RestoredBannerView({ restored, onRead }: RestoredBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const nowMs = useNowMs();
  const { atMs, changes, damaged, database, journal } = restored;
  const time = format.moment(atMs, nowMs);
  const hasRestored = changes > 0 || database !== 'kept' || (damaged === 0 && journal === undefined);
  const otherTitle = damaged > 0 ? 'sync.damaged.title' : 'sync.journalAnew.title';
  return (
    <Banner
      meaning={damaged > 0 || journal !== undefined ? 'wait' : 'info'}
      title={say(hasRestored ? 'sync.restored.title' : otherTitle)}
      isAnnounced
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      {hasRestored && <p>{say(textByDatabase[database], { count: changes, time })}</p>}
      {damaged > 0 && <p>{say('sync.damaged.text', { count: damaged })}</p>}
      {journal !== undefined && <p>{say('sync.journalAnew.text', { time })}</p>}
    </Banner>
  );
}
