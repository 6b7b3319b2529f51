import { useMemo } from 'react';
import { ok } from '#domain/base/result.ts';
import type { DeviceRow } from '#renderer/console/api/answers.ts';
import type { ConsoleClient } from '#renderer/console/api/console-client.ts';
import { useConsole } from './console-context.ts';
import type { Loaded, Resource } from './resource.ts';
import type { Resources } from './resources.ts';
import { useResource } from './use-resource.ts';

/** Which laptops may this person know of, now? */
export function useDevices(): Loaded<readonly DeviceRow[]> {
  const { client, resources } = useConsole();
  return useResource(devicesOf(resources, client));
}

/** What is each laptop called? Nothing for those who may not see devices: they are shown by number. */
export function useDeviceLabels(): ReadonlyMap<string, string> {
  const { me, client, resources } = useConsole();
  const devices = useResource(
    me.seesDevices ? devicesOf(resources, client) : resources.get('no devices', noDevices),
  );
  return useMemo(
    () =>
      new Map(
        devices.kind === 'present'
          ? devices.value.map(({ device, label }): [string, string] => [device, label])
          : [],
      ),
    [devices],
  );
}

export const devicesOf = (resources: Resources, client: ConsoleClient): Resource<readonly DeviceRow[]> =>
  resources.get('devices', client.devices);

const noDevices = async () => ok<readonly DeviceRow[]>([]);
