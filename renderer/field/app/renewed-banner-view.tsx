import type { ReactElement } from 'react';
import type { MessageKey } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface RenewedBannerViewProps {
  readonly renewed: NonNullable<StatusFacts['renewed']>;
  readonly onRead: () => void;
}

/** P2, told calmly: why this laptop has a new identity, and that nothing is lost. Stays until the person has read it. */
export function RenewedBannerView({ renewed, onRead }: RenewedBannerViewProps): ReactElement {
  const say = useSay();
  return (
    <Banner
      meaning="info"
      title={say('sync.renewed.title')}
      isAnnounced
      actions={<Button onPress={onRead}>{say('sync.read')}</Button>}
    >
      <p>{say(reasons[renewed.why])}</p>
      {renewed.changes > 0 && <p>{say('sync.renewed.changes', { count: renewed.changes })}</p>}
    </Banner>
  );
}

const reasons: { readonly [W in RenewedBannerViewProps['renewed']['why']]: MessageKey } = {
  restored: 'sync.renewed.restored',
  fork: 'sync.renewed.fork',
  lost: 'sync.renewed.lost',
};
