import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type {
  ConsoleMissionRow,
  DevicesResponse,
  MissionsResponse,
  WaitingCounts,
} from '#api/console-api.ts';
import type { ReviewRow } from '#api/review-api.ts';
import type { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { ok } from '#base/result.ts';
import type { Instrument } from '#forms/model/instrument.ts';
import type { AccessNotice } from '#sync/protocol/access-notices.ts';
import { type ConsoleClient, fetchInstrument } from '../api/console-client.ts';
import type { Passkeys } from '../api/passkeys.ts';
import type { LoadState, PolledResource, ResourceCache } from './polled-resource.ts';

/** Services of every screen of a signed-in person. */
interface ConsoleContextValue {
  readonly me: SignedInPersonResponse;
  readonly client: ConsoleClient;
  readonly resources: ResourceCache;
  readonly passkeys: Passkeys;
  /** The session has changed: a new second factor gives a new session. */
  readonly onSignedIn: (signedInPerson: SignedInPersonResponse) => void;
  readonly onSignOut: () => void;
  readonly onShowPreferences: () => void;
}

export const ConsoleContext = createContext<ConsoleContextValue | undefined>(undefined);

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
  const foundLoadState = usePolledResource(resource);
  return foundLoadState.kind === 'present' ? foundLoadState.value : null;
}

/** Laptops that this person may see, now. */
export function useDeviceList(): LoadState<DevicesResponse> {
  const { client, resources } = useConsole();
  return usePolledResource(deviceListResource(resources, client));
}

/** Label of each laptop. Empty for those who may not see devices: they are shown by number. */
export function useDeviceLabels(): ReadonlyMap<string, string> {
  const { me, client, resources } = useConsole();
  const devicesState = usePolledResource(
    me.seesDevices
      ? deviceListResource(resources, client)
      : resources.getOrCreate('no devices', loadNoDevices),
  );
  return useMemo(
    () =>
      new Map(
        devicesState.kind === 'present'
          ? devicesState.value.devices.map(({ device, label }): [string, string] => [device, label])
          : [],
      ),
    [devicesState],
  );
}

export const deviceListResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
): PolledResource<DevicesResponse> => resourceCache.getOrCreate('devices', client.listDevices);

const loadNoDevices = async () => ok<DevicesResponse>({ devices: [] });

/** Assessments that are, or were, in review at headquarters. */
export function useReviewQueue(): LoadState<readonly ReviewRow[]> {
  const { client, resources } = useConsole();
  return usePolledResource(reviewQueueResource(resources, client));
}

export const reviewQueueResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly ReviewRow[]> => resourceCache.getOrCreate('review', client.listReviews);

/**
 * Unread notices about this person's access. For the banner of every screen, and for the list.
 * @param isWanted False where something else is asked for first.
 */
export function useOwnNotices(isWanted = true): LoadState<readonly AccessNotice[]> {
  const { client, resources } = useConsole();
  return useWantedResource(ownNoticesResource(resources, client), isWanted);
}

export const ownNoticesResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
): PolledResource<readonly AccessNotice[]> =>
  resourceCache.getOrCreate('own notices', client.signInMethods.listNotices);

/**
 * Missions that this person may see, now. For the list, and for the rail of every screen.
 * @param isWanted False where something else is asked for first.
 */
export function useMissionList(isWanted = true): LoadState<readonly ConsoleMissionRow[]> {
  const { client, resources } = useConsole();
  const loadState = useWantedResource(missionListResource(resources, client), isWanted);
  return useMemo(
    () => (loadState.kind === 'present' ? { ...loadState, value: loadState.value.missions } : loadState),
    [loadState],
  );
}

/** Work that waits for this person, from the same response as the missions; null before it is here. */
export function useWaitingCounts(isWanted = true): WaitingCounts | null {
  const { client, resources } = useConsole();
  const loadState = useWantedResource(missionListResource(resources, client), isWanted);
  return loadState.kind === 'present' ? (loadState.value.waiting ?? null) : null;
}

export const missionListResource = (
  resourceCache: ResourceCache,
  client: ConsoleClient,
): PolledResource<MissionsResponse> => resourceCache.getOrCreate('missions', client.listMissions);

/** State of a resource, now. Polls while it is on the screen, and updates with each change. */
export function usePolledResource<T>(resource: PolledResource<T>): LoadState<T> {
  return useSyncExternalStore(resource.subscribe, resource.read);
}

/** The same, loading and not asked for while it is not wanted. An earlier value stays. */
function useWantedResource<T>(resource: PolledResource<T>, isWanted: boolean): LoadState<T> {
  return usePolledResource(isWanted || resource.read().kind !== 'loading' ? resource : unasked);
}

const unaskedState = { kind: 'loading' } as const;
const unasked: PolledResource<never> = {
  read: () => unaskedState,
  subscribe: () => () => undefined,
  reload: () => undefined,
};

/** Signed-in person, and the client. Throws outside `ConsoleApp`. */
export function useConsole(): ConsoleContextValue {
  const consoleContextValue = use(ConsoleContext);
  if (!consoleContextValue) throw new Error('useConsole needs a ConsoleContext above it');
  return consoleContextValue;
}
