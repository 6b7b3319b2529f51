import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface ErasedMissionsBannerViewProps {
  readonly erased: NonNullable<StatusFacts['erasedMissions']>;
  readonly onRead: () => void;
}

/** That the retention clock erased missions: how many and when. Their names are gone too. Stays until it was read. */
export function ErasedMissionsBannerView({ erased, onRead }: ErasedMissionsBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { atMs, missions } = erased;
  return (
    <Banner
      meaning="info"
      title={say('frame.gone.title', { missions })}
      isAnnounced
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      {say('frame.gone.text', { missions, date: format.date(atMs) })}
    </Banner>
  );
}
