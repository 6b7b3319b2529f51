import { type ReactElement, useState } from 'react';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { devicesOf, useDevices } from '#renderer/console/app/use-devices.ts';
import { useConsole } from '#renderer/console/app/console-context.ts';
import { Shown } from '#renderer/console/app/shown.tsx';
import { useSay } from '#renderer/i18n/use-say.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import type { TableSort } from '#renderer/ui/table.tsx';
import { listDevices } from './device.ts';
import { DevicesView } from './devices-view.tsx';

/** Which laptops there are; the longest silent first. */
export function DevicesScreen(): ReactElement {
  const say = useSay();
  const nowMs = useNowMs();
  const { client, resources } = useConsole();
  const devices = useDevices();
  const [sort, setSort] = useState<TableSort>({ column: 'contact', direction: 'ascending' });
  return (
    <ConsoleFrame place="devices" head={{ title: say('console.devices.title') }} shows={devices}>
      <Shown of={devices} onTryAgain={devicesOf(resources, client).reload}>
        {(rows) => <DevicesView devices={listDevices(rows, sort, nowMs)} sort={sort} onSort={setSort} />}
      </Shown>
    </ConsoleFrame>
  );
}
