import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { ConsoleMe, DeviceRow, MissionRow, Notice, ReviewRow } from '../api/response-types.ts';
import { type ConsoleClient, fetchInstrument } from '../api/console-client.ts';
import type { Passkeys } from '../api/passkeys.ts';
import type { LoadState, PolledResource, ResourceCache } from './polled-resource.ts';
import { ok } from '#base/result.ts';
import type { Instrument } from '#forms/model/instrument.ts';

/** A published instrument by what a record names; null for none, while it is on its way, and where it is not here. */
export function usePublishedInstrument(ref: string): Instrument | null {
  const { client, resources } = useConsole();
  const resource = useMemo(
    () =>
      resources.getOrCreate(
        `instrument ${ref}`,
        () => (ref === '' ? Promise.resolve(ok(null)) : fetchInstrument(client, ref)),
        // A published version never changes.
        () => () => undefined,
      ),
    [client, resources, ref],
  );
  const found = usePolledResource(resource);
  return found.kind === 'present' ? found.value : null;
}

/** Which laptops may this person know of, now? */
export function useDeviceList(): LoadState<readonly DeviceRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(deviceListResource(resources, client));
}

/** What is each laptop called? Nothing for those who may not see devices: they are shown by number. */
export function useDeviceLabels(): ReadonlyMap<string, string> {
  const { me, client, resources } = useConsole();
  const devices = usePolledResource(
    me.seesDevices
      ? deviceListResource(resources, client)
      : resources.getOrCreate('no devices', loadNoDevices),
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

export const deviceListResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly DeviceRow[]> => resources.getOrCreate('devices', client.listDevices);

const loadNoDevices = async () => ok<readonly DeviceRow[]>([]);

/** Which assessments are, or were, with headquarters? For the queue, and for its count in the rail. */
export function useReviewQueue(): LoadState<readonly ReviewRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(reviewQueueResource(resources, client));
}

export const reviewQueueResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly ReviewRow[]> => resources.getOrCreate('review', client.listReviews);

/** What is this person still to be told of their access? For the banner of every screen, and for the list. */
export function useOwnNotices(): LoadState<readonly Notice[]> {
  const { client, resources } = useConsole();
  return usePolledResource(ownNoticesResource(resources, client));
}

export const ownNoticesResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly Notice[]> =>
  resources.getOrCreate('own notices', client.signInMethods.listNotices);

/** Which missions may this person see, now? For the list, and for the rail of every screen. */
export function useMissionList(): LoadState<readonly MissionRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(missionListResource(resources, client));
}

export const missionListResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly MissionRow[]> => resources.getOrCreate('missions', client.listMissions);

/** What is known of this, now? Asks while it is on the screen, and answers again with each news. */
export function usePolledResource<T>(resource: PolledResource<T>): LoadState<T> {
  return useSyncExternalStore(resource.subscribe, resource.read);
}

/** What every screen of a signed-in person stands on. */
export interface ConsoleContextValue {
  readonly me: ConsoleMe;
  readonly client: ConsoleClient;
  readonly resources: ResourceCache;
  readonly passkeys: Passkeys;
  /** Who is signed in has changed: a new second factor gives a new session. */
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

export const ConsoleContext = createContext<ConsoleContextValue | undefined>(undefined);

/** Who is signed in, and the way to ask? Throws outside `ConsoleApp`. */
export function useConsole(): ConsoleContextValue {
  const value = use(ConsoleContext);
  if (!value) throw new Error('useConsole needs a ConsoleContext above it');
  return value;
}
