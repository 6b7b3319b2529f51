import type { DeviceId } from '../ids.ts';

/**
 * Yjs client ids of text ops (M4). An id is a whole number below 2^53: the marker bit 2^52, then the first 32 bits of the
 * device's id, then 20 bits that are drawn by chance for each editing session. So the id itself says whose it is.
 */
const markerBit = 2 ** 52;
const sessionIds = 2 ** 20;
/** Yjs itself draws 32 bits by chance. Earlier versions of the app wrote under such ids, which say nothing of their device. */
const unboundIds = 2 ** 32;

/** The first hex digits of a device's id that its client ids hold. No two devices of one headquarters share them. */
export const writerDigits = (device: DeviceId): string => device.slice(0, 8);

/** Is this an id that Yjs drew by chance, for an earlier version of the app? */
export const isUnboundWriter = (client: number): boolean => client < unboundIds;

/** Is this id one of the device's own? */
export const isWriterOf = (client: number, device: DeviceId): boolean => {
  const first = firstIdOf(device);
  return client >= first && client < first + sessionIds;
};

/**
 * A client id for one editing session. `drawn`: at least 20 random bits. `isUsed`: ids that the text has already; such a one
 * is never given again, since its clock would start anew (a reloaded page, a lost draft).
 */
export function newWriter(device: DeviceId, drawn: number, isUsed: (client: number) => boolean): number {
  const first = firstIdOf(device);
  let session = drawn % sessionIds;
  for (let tries = 0; tries < sessionIds && isUsed(first + session); tries++)
    session = (session + 1) % sessionIds;
  return first + session;
}

const firstIdOf = (device: DeviceId): number =>
  markerBit + Number.parseInt(writerDigits(device), 16) * sessionIds;
