import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface ErasedMissionsBannerViewProps {
  /** Only what was due before the rest of them. */
  readonly isPart?: true;
  readonly erased: NonNullable<StatusFacts['erasedMissions']>;
  readonly onRead: () => void;
}

/** That the retention clock erased missions, or a part of them: how many and when. Stays until it was read. */
export function ErasedMissionsBannerView({
  isPart,
  erased,
  onRead,
}: ErasedMissionsBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { atMs, missions } = erased;
  return (
    <Banner
      meaning="info"
      title={say(isPart ? 'frame.goneParts.title' : 'frame.gone.title', { missions })}
      isAnnounced
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      {say(isPart ? 'frame.goneParts.text' : 'frame.gone.text', { missions, date: format.date(atMs) })}
    </Banner>
  );
}
