import type { ReactElement } from 'react';
import type { Message } from '#renderer/i18n/message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { DuePartsBannerView } from './due-parts-banner-view.tsx';
import { DueMissionsBannerView } from './due-missions-banner-view.tsx';
import { ErasedBannerView } from './erased-banner-view.tsx';
import { ErasedMissionsBannerView } from './erased-missions-banner-view.tsx';
import { RenewedBannerView } from './renewed-banner-view.tsx';
import { RestoredBannerView } from './restored-banner-view.tsx';
import { saveFailureMessages } from './save-failure-messages.ts';
import type { StatusFacts } from './status-facts.ts';

interface BannerViewProps {
  readonly facts: StatusFacts;
  readonly onSync: () => void;
  readonly onWhereItIs: () => void;
  readonly onRestoredRead: () => void;
  readonly onRenewedRead: () => void;
  readonly onErasedRead: () => void;
}

/** Is there something that a person has to act on, or to have read? Else the frame keeps no room for a banner. */
export const needsBanner = ({
  saved,
  isInLastRoom,
  network,
  restored,
  renewed,
  erased,
  dueMissions,
  erasedMissions,
  dueParts,
  erasedParts,
  leaseOver,
}: StatusFacts): boolean =>
  saved.kind === 'failed' ||
  isInLastRoom ||
  leaseOver ||
  network.kind === 'refused' ||
  restored !== null ||
  renewed !== null ||
  erased !== null ||
  dueMissions.length > 0 ||
  erasedMissions !== null ||
  dueParts.length > 0 ||
  erasedParts !== null;

/**
 * What a person has to act on, what is about to be erased, and below it what to have read: the last change is not saved, the disk is almost
 * full, headquarters was not reached for too long or does not take what is sent; something was put back, this laptop has a
 * new identity, something was erased because its time was over.
 */
export function BannerView(props: BannerViewProps): ReactElement {
  const { facts, onSync, onRestoredRead, onRenewedRead, onErasedRead } = props;
  const { restored, renewed, erased, dueMissions, erasedMissions, dueParts, erasedParts } = facts;
  return (
    <>
      <ActBanner {...props} />
      {dueMissions.length > 0 && <DueMissionsBannerView missions={dueMissions} onSync={onSync} />}
      {dueParts.length > 0 && <DuePartsBannerView missions={dueParts} onSync={onSync} />}
      {restored ? (
        <RestoredBannerView restored={restored} onRead={onRestoredRead} />
      ) : renewed ? (
        <RenewedBannerView renewed={renewed} onRead={onRenewedRead} />
      ) : (
        <>
          {erased && <ErasedBannerView erased={erased} onRead={onErasedRead} />}
          {erasedMissions && <ErasedMissionsBannerView erased={erasedMissions} onRead={onErasedRead} />}
          {erasedParts && <ErasedMissionsBannerView isPart erased={erasedParts} onRead={onErasedRead} />}
        </>
      )}
    </>
  );
}

/** The most urgent of what a person has to act on. */
function ActBanner({ facts, onSync, onWhereItIs }: BannerViewProps): ReactElement | null {
  const say = useSay();
  const { saved, isInLastRoom, leaseOver, network } = facts;
  if (saved.kind === 'failed') {
    const { title, text } = saveFailureMessages[saved.code];
    return (
      <Banner meaning="bad" title={say(title)} isAnnounced>
        {say(text)}
      </Banner>
    );
  }
  if (isInLastRoom) {
    return (
      <Banner meaning="wait" title={say('frame.banner.lastRoom.title')} isAnnounced>
        {say('frame.banner.lastRoom.text')}
      </Banner>
    );
  }
  if (leaseOver) {
    return (
      <Banner
        meaning="wait"
        title={say('frame.banner.leaseOver.title')}
        isAnnounced
        actions={<Button onPress={onSync}>{say('frame.sync.again')}</Button>}
      >
        {say('frame.banner.leaseOver.text')}
      </Banner>
    );
  }
  if (network.kind !== 'refused') return null;
  return (
    <Banner
      meaning="bad"
      title={say(network.code === 'store' ? 'sync.stopped' : 'frame.banner.blocked.title')}
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
    case 'store':
      return { key: 'frame.banner.blocked.store', values: { code } };
    default:
      return { key: 'frame.banner.blocked.other', values: { code } };
  }
}
