import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { ConsoleMe, DeviceRow, MissionRow, AccessNotice, ReviewRow } from '../api/response-types.ts';
import { type ConsoleClient, fetchInstrument } from '../api/console-client.ts';
import type { Passkeys } from '../api/passkeys.ts';
import type { LoadState, PolledResource, ResourceCache } from './polled-resource.ts';
import { ok } from '#base/result.ts';
import type { Instrument } from '#forms/model/instrument.ts';

/**
 * Published instrument by the reference in a record; null for none, while it is loading, and where it is not
 * here.
 */
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

/** Laptops that this person may see, now. */
export function useDeviceList(): LoadState<readonly DeviceRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(deviceListResource(resources, client));
}

/** Label of each laptop. Empty for those who may not see devices: they are shown by number. */
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

/** Assessments that are, or were, in review at headquarters. For the queue, and for its count in the rail. */
export function useReviewQueue(): LoadState<readonly ReviewRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(reviewQueueResource(resources, client));
}

export const reviewQueueResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly ReviewRow[]> => resources.getOrCreate('review', client.listReviews);

/** Unread notices about this person's access. For the banner of every screen, and for the list. */
export function useOwnNotices(): LoadState<readonly AccessNotice[]> {
  const { client, resources } = useConsole();
  return usePolledResource(ownNoticesResource(resources, client));
}

export const ownNoticesResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly AccessNotice[]> =>
  resources.getOrCreate('own notices', client.signInMethods.listNotices);

/** Missions that this person may see, now. For the list, and for the rail of every screen. */
export function useMissionList(): LoadState<readonly MissionRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(missionListResource(resources, client));
}

export const missionListResource = (
  resources: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly MissionRow[]> => resources.getOrCreate('missions', client.listMissions);

/** State of a resource, now. Polls while it is on the screen, and updates with each change. */
export function usePolledResource<T>(resource: PolledResource<T>): LoadState<T> {
  return useSyncExternalStore(resource.subscribe, resource.read);
}

/** Services of every screen of a signed-in person. */
export interface ConsoleContextValue {
  readonly me: ConsoleMe;
  readonly client: ConsoleClient;
  readonly resources: ResourceCache;
  readonly passkeys: Passkeys;
  /** The session has changed: a new second factor gives a new session. */
  readonly onSignedIn: (me: ConsoleMe) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

export const ConsoleContext = createContext<ConsoleContextValue | undefined>(undefined);

/** Signed-in person, and the client. Throws outside `ConsoleApp`. */
export function useConsole(): ConsoleContextValue {
  const value = use(ConsoleContext);
  if (!value) throw new Error('useConsole needs a ConsoleContext above it');
  return value;
}
