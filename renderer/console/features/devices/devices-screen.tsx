import { type ReactElement, useState } from 'react';
import { deviceListResource, useConsole, useDeviceList } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, Dialog, localDayOf, useNowMs } from '#renderer/ui';
import { DevicesView, type ListedDevice, listDevices } from './devices-view.tsx';
import { type RevocationChoice, RevokeDeviceView } from './revoke-device-view.tsx';

/** List of laptops; the longest silent first. */
export function DevicesScreen(): ReactElement {
  const translate = useTranslate();
  const nowMs = useNowMs();
  const { me, client, resources } = useConsole();
  const devicesState = useDeviceList();
  const [listQuery, setList] = useListQuery();
  const runServerAction = useServerAction();
  const [chosenDevice, setChosen] = useState<ListedDevice | null>(null);
  const { reload } = deviceListResource(resources, client);
  const revoke = ({ device }: ListedDevice, revocationChoice: RevocationChoice): void =>
    runServerAction(client.admin.revokeDevice({ device, ...revocationChoice }), () => {
      setChosen(null);
      reload();
    });
  return (
    <ConsoleFrame
      railItem="devices"
      head={{ title: translate('console.devices.title') }}
      shows={devicesState}
    >
      <ResourceContent of={devicesState} onTryAgain={reload}>
        {({ devices: deviceRows, warnings }) => (
          <DevicesView
            devices={listDevices(deviceRows, nowMs)}
            warnings={warnings ?? null}
            list={listQuery}
            onList={setList}
            onRevoke={me.administers ? setChosen : null}
          />
        )}
      </ResourceContent>
      <Dialog
        title={translate('console.devices.takeOut.what', { name: chosenDevice?.label ?? '' })}
        isOpen={chosenDevice !== null}
        onClose={() => setChosen(null)}
        actions={<Button onPress={() => setChosen(null)}>{translate('ui.cancel')}</Button>}
      >
        {chosenDevice && (
          <RevokeDeviceView
            name={chosenDevice.label}
            owner={chosenDevice.owner}
            isRevoked={chosenDevice.state === 'revoked'}
            now={localMinuteOf(nowMs)}
            onRevoke={(revocationChoice) => revoke(chosenDevice, revocationChoice)}
          />
        )}
      </Dialog>
    </ConsoleFrame>
  );
}

/** This minute by this browser's calendar, `2026-11-24T09:00`. */
function localMinuteOf(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${localDayOf(nowMs)}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
