import { MonitorSmartphone } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { ColleagueDevice } from '#domain/people/colleague-device.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { addressOf } from './route.ts';

interface NewDevicesBannerViewProps {
  /** At least one. */
  readonly devices: readonly ColleagueDevice[];
  readonly onRead: () => void;
}

/** Tells that somebody who had a device before writes with another one; first of all in this person's own name. */
export function NewDevicesBannerView({ devices, onRead }: NewDevicesBannerViewProps): ReactElement {
  const say = useSay();
  const isOwn = devices.some((device) => device.isOwn);
  const names = [...new Set(devices.filter((device) => !device.isOwn).map(({ name }) => name))].join(', ');
  return (
    <Banner
      meaning={isOwn ? 'bad' : 'wait'}
      icon={MonitorSmartphone}
      title={
        isOwn ? say('colleague.banner.own.title') : say('colleague.banner.title', { count: devices.length })
      }
      isAnnounced
      actions={
        <>
          <TextLink href={addressOf({ screen: 'colleagues' })}>{say('colleague.banner.look')}</TextLink>
          <Button onPress={onRead}>{say('colleague.banner.read')}</Button>
        </>
      }
    >
      {isOwn && <p>{say('colleague.banner.own.text')}</p>}
      {names !== '' && <p>{say('colleague.banner.text', { names })}</p>}
    </Banner>
  );
}
