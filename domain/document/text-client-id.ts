import type { DeviceId } from '../ids.ts';

/**
 * Yjs client ids of text ops (M4), whole numbers below 2^53. An id names its device: the marker bit 2^52, then the
 * first 32 bits of the device's id. The last 20 bits are random for each editing session.
 */
const clientMarkerBit = 2 ** 52;
const sessionIdCount = 2 ** 20;
/**
 * Yjs itself draws 32 random bits. Earlier versions of the app wrote under such ids, which do not name their device.
 */
const unboundIdLimit = 2 ** 32;

/** The first hex digits of a device's id that its client ids hold. No two devices of one headquarters share them. */
export const clientIdDigits = (deviceId: DeviceId): string => deviceId.slice(0, 8);

/** Return whether Yjs drew this id at random, for an earlier version of the app. */
export const isUnboundClientId = (client: number): boolean => client < unboundIdLimit;

/** Return whether this id is one of the device's own. */
export const isClientIdOf = (client: number, deviceId: DeviceId): boolean => {
  const first = firstClientIdOf(deviceId);
  return client >= first && client < first + sessionIdCount;
};

/**
 * Create a client id for one editing session. A used id is never given again: its clock would start from 0 (a
 * reloaded page, a lost draft).
 * @param drawn at least 20 random bits
 * @param isUsed ids that the text has already
 */
export function createClientId(
  deviceId: DeviceId,
  drawn: number,
  isUsed: (client: number) => boolean,
): number {
  const first = firstClientIdOf(deviceId);
  let session = drawn % sessionIdCount;
  for (let tries = 0; tries < sessionIdCount && isUsed(first + session); tries++)
    session = (session + 1) % sessionIdCount;
  return first + session;
}

const firstClientIdOf = (deviceId: DeviceId): number =>
  clientMarkerBit + Number.parseInt(clientIdDigits(deviceId), 16) * sessionIdCount;
