import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { StatusFacts } from './status-facts.ts';

interface BannerViewProps {
  readonly facts: StatusFacts;
  readonly onSync: () => void;
  readonly onWhereItIs: () => void;
}

/** Does a person have to act? Else there is no banner, and the frame keeps no room for one. */
export const needsBanner = ({ saved, network }: StatusFacts): boolean =>
  saved.kind === 'failed' || network.kind === 'refused';

/** What a person has to act on: the last change is not saved, or headquarters does not take what is sent. */
export function BannerView({ facts, onSync, onWhereItIs }: BannerViewProps): ReactElement | null {
  const say = useSay();
  const { saved, network } = facts;
  if (saved.kind === 'failed') {
    return (
      <Banner meaning="bad" title={say('frame.banner.notSaved.title')} isAnnounced>
        {say('frame.banner.notSaved.text', { why: saved.why })}
      </Banner>
    );
  }
  if (network.kind !== 'refused') return null;
  return (
    <Banner
      meaning="bad"
      title={say('frame.banner.blocked.title')}
      isAnnounced
      actions={
        <>
          <Button onPress={onSync}>{say('frame.sync.again')}</Button>
          <Button onPress={onWhereItIs}>{say('frame.banner.blocked.action')}</Button>
        </>
      }
    >
      {say(blockedMessage(network.code))}
    </Banner>
  );
}

/** Codes are the server's and will grow: one that is not known here is still said, and what is safe. */
function blockedMessage(code: string): Message {
  switch (code) {
    case 'device':
    case 'signature':
    case 'notEnrolled':
      return { key: 'frame.banner.blocked.device', values: { code } };
    case 'clock':
      return { key: 'frame.banner.blocked.clock', values: { code } };
    case 'fork':
      return { key: 'frame.banner.blocked.fork', values: { code } };
    default:
      return { key: 'frame.banner.blocked.other', values: { code } };
  }
}
