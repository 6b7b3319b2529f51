import type { ReactElement } from 'react';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface ErasedBannerViewProps {
  readonly erased: NonNullable<StatusFacts['erased']>;
  readonly onRead: () => void;
}

/** That the retention clock erased something, and what headquarters hears of it. Stays until the person has read it. */
export function ErasedBannerView({ erased, onRead }: ErasedBannerViewProps): ReactElement {
  const say = useSay();
  const format = useFormat();
  const { atMs, count, isTold } = erased;
  return (
    <Banner
      meaning="info"
      title={say('note.erased.title')}
      isAnnounced
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      <p>{say('note.erased.text', { count, date: format.date(atMs) })}</p>
      <p>{say(isTold ? 'note.erased.told' : 'note.erased.untold')}</p>
    </Banner>
  );
}
