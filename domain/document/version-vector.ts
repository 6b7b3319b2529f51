import * as z from 'zod';
import { DeviceId } from '../ids.ts';
import { type Dot, deviceOf, largestNumber, numberOf } from './dot.ts';

/** Per device the highest n up to which every op has been seen (`have` on the wire); dense, so one number is enough. */
export const VersionVector = z.readonly(z.record(DeviceId, z.int().nonnegative().max(largestNumber)));
export type VersionVector = z.infer<typeof VersionVector>;

export const seenUpTo = (vector: VersionVector, device: DeviceId): number => vector[device] ?? 0;
export const hasSeen = (vector: VersionVector, dot: Dot): boolean =>
  numberOf(dot) <= seenUpTo(vector, deviceOf(dot));

/** The vector after op n of a device. Throws on a hole (M6: what comes early has to wait). */
export function advance(vector: VersionVector, device: DeviceId, n: number): VersionVector {
  const expected = seenUpTo(vector, device) + 1;
  if (n !== expected) throw new Error(`Op ${n} of ${device} arrived where ${expected} was due`);
  return { ...vector, [device]: n };
}

/** What is seen in one or the other. */
export function joinVectors(a: VersionVector, b: VersionVector): VersionVector {
  const joined: Record<DeviceId, number> = { ...a };
  // Keys of a parsed record are devices; Object.entries forgets that.
  for (const [device, n] of Object.entries(b) as [DeviceId, number][])
    joined[device] = Math.max(n, seenUpTo(a, device));
  return joined;
}
