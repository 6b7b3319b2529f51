import { type ReactElement, useState } from 'react';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { devicesOf, useDevices } from '#renderer/console/app/use-devices.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useAct } from '#renderer/console/app/use-act.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { dayOf } from '#renderer/ui/day-of.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import type { TableSort } from '#renderer/ui/table.tsx';
import { type Device, listDevices } from './device.ts';
import { DevicesView } from './devices-view.tsx';
import { type Revocation, RevokeView } from './revoke-view.tsx';

/** Which laptops there are; the longest silent first. */
export function DevicesScreen(): ReactElement {
  const say = useSay();
  const nowMs = useNowMs();
  const { me, client, resources } = useConsole();
  const devices = useDevices();
  const [sort, setSort] = useState<TableSort>({ column: 'contact', direction: 'ascending' });
  const act = useAct();
  const [chosen, setChosen] = useState<Device | null>(null);
  const { reload } = devicesOf(resources, client);
  const revoke = ({ device }: Device, revocation: Revocation): void =>
    act(client.admin.revoke({ device, ...revocation }), () => {
      setChosen(null);
      reload();
    });
  return (
    <ConsoleFrame place="devices" head={{ title: say('console.devices.title') }} shows={devices}>
      <Shown of={devices} onTryAgain={reload}>
        {(rows) => (
          <DevicesView
            devices={listDevices(rows, sort, nowMs)}
            sort={sort}
            onSort={setSort}
            onRevoke={me.administers ? setChosen : null}
          />
        )}
      </Shown>
      <Dialog
        title={say('console.devices.takeOut.what', { name: chosen?.label ?? '' })}
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        actions={<Button onPress={() => setChosen(null)}>{say('ui.cancel')}</Button>}
      >
        {chosen && (
          <RevokeView
            name={chosen.label}
            isRevoked={chosen.state === 'revoked'}
            now={momentOf(nowMs)}
            onRevoke={(revocation) => revoke(chosen, revocation)}
          />
        )}
      </Dialog>
    </ConsoleFrame>
  );
}

/** This minute by this browser's calendar, `2026-11-24T09:00`. */
function momentOf(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${dayOf(nowMs)}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
