import { MonitorSmartphone } from 'lucide-react';
import type { ReactElement } from 'react';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, TextLink } from '#renderer/ui';

interface NewDevicesViewProps {
  /** At least one. */
  readonly devices: readonly ColleagueDevice[];
  readonly onRead: () => void;
}

/** News of devices: a person who had a device before writes with another one; this person's own first. */
export function NewDevicesView({ devices, onRead }: NewDevicesViewProps): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const isOwn = devices.some((device) => device.isOwn);
  const names = [...new Set(devices.filter((device) => !device.isOwn).map(({ name }) => name))];
  const namesTitle = translate('colleague.news.title', { count: names.length, names: format.list(names) });
  return (
    <Banner
      meaning={isOwn ? 'bad' : 'wait'}
      icon={MonitorSmartphone}
      title={isOwn ? translate('colleague.news.own.title') : namesTitle}
      actions={
        <>
          <TextLink href={fieldAddressOf({ screen: 'colleagues' })}>
            {translate('colleague.news.look')}
          </TextLink>
          <Button onPress={onRead}>{translate('colleague.news.read')}</Button>
        </>
      }
    >
      {isOwn && <p>{translate('colleague.news.own.text')}</p>}
      {isOwn && names.length > 0 && <p>{namesTitle}</p>}
      {names.length > 0 && <p>{translate('colleague.news.text')}</p>}
    </Banner>
  );
}
