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
  const devices = useDeviceList();
  const [list, setList] = useListQuery();
  const act = useServerAction();
  const [chosen, setChosen] = useState<ListedDevice | null>(null);
  const { reload } = deviceListResource(resources, client);
  const revoke = ({ device }: ListedDevice, revocation: RevocationChoice): void =>
    act(client.admin.revokeDevice({ device, ...revocation }), () => {
      setChosen(null);
      reload();
    });
  return (
    <ConsoleFrame place="devices" head={{ title: translate('console.devices.title') }} shows={devices}>
      <ResourceContent of={devices} onTryAgain={reload}>
        {({ devices: rows, warnings }) => (
          <DevicesView
            devices={listDevices(rows, nowMs)}
            warnings={warnings ?? null}
            list={list}
            onList={setList}
            onRevoke={me.administers ? setChosen : null}
          />
        )}
      </ResourceContent>
      <Dialog
        title={translate('console.devices.takeOut.what', { name: chosen?.label ?? '' })}
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        actions={<Button onPress={() => setChosen(null)}>{translate('ui.cancel')}</Button>}
      >
        {chosen && (
          <RevokeDeviceView
            name={chosen.label}
            owner={chosen.owner}
            isRevoked={chosen.state === 'revoked'}
            now={localMinuteOf(nowMs)}
            onRevoke={(revocation) => revoke(chosen, revocation)}
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
