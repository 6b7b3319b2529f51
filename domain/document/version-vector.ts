import * as z from 'zod';
import { DeviceId } from '../ids.ts';
import { deviceOfDot, type Dot, maximumOpNumber, numberOfDot } from './op.ts';

/** Ops of a log that took effect: all seen ones but those held (J5) until a person releases them. */
export interface EffectiveOps {
  readonly have: VersionVector;
  readonly held: ReadonlySet<Dot>;
}

export const isOpEffective = (taken: EffectiveOps, dot: Dot): boolean =>
  hasSeenDot(taken.have, dot) && !taken.held.has(dot);

/**
 * Per device the highest n up to which every op was seen (`have` on the wire). Numbers are dense, so one is enough.
 */
export const VersionVector = z.readonly(z.record(DeviceId, z.int().nonnegative().max(maximumOpNumber)));
export type VersionVector = z.infer<typeof VersionVector>;

export const highestSeenNumber = (vector: VersionVector, device: DeviceId): number => vector[device] ?? 0;
export const hasSeenDot = (vector: VersionVector, dot: Dot): boolean =>
  numberOfDot(dot) <= highestSeenNumber(vector, deviceOfDot(dot));

/**
 * Return the vector after op n of a device.
 * @throws on a hole (M6: out-of-order packs have to wait)
 */
export function advanceVector(vector: VersionVector, device: DeviceId, n: number): VersionVector {
  const expected = highestSeenNumber(vector, device) + 1;
  if (n !== expected) throw new Error(`Op ${n} of ${device} arrived where ${expected} was due`);
  return { ...vector, [device]: n };
}

/** Join two vectors: ops that are seen in either. */
export function joinVersionVectors(a: VersionVector, b: VersionVector): VersionVector {
  const joined: Record<DeviceId, number> = { ...a };
  // Keys of a parsed record are devices; Object.entries forgets that.
  for (const [device, n] of Object.entries(b) as [DeviceId, number][])
    joined[device] = Math.max(n, highestSeenNumber(a, device));
  return joined;
}
