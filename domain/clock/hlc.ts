import * as z from 'zod';
import type { DeviceId } from '../ids.ts';

/** Hybrid logical clock reading: milliseconds since the epoch, and a counter within one millisecond. */
export const Stamp = z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly();
export type Stamp = z.infer<typeof Stamp>;

/** One laptop with a wrong year must not drag all others along (sync.md 1). */
export const largestLeadMs = 24 * 60 * 60 * 1000;

export const epochStamp: Stamp = [0, 0];

/**
 * The stamp of the next own op. Larger than `last`, whatever the wall clock does.
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function tick(last: Stamp, nowMs: number): Stamp {
  return nowMs > last[0] ? [nowMs, 0] : [last[0], last[1] + 1];
}

/** The clock after seeing `remote`. A stamp too far ahead of `nowMs` leaves the clock as it is. */
export function merge(last: Stamp, remote: Stamp, nowMs: number): Stamp {
  if (isFarAhead(remote, nowMs)) return last;
  const t = Math.max(last[0], remote[0], nowMs);
  const counters = [last, remote].filter((stamp) => stamp[0] === t).map((stamp) => stamp[1] + 1);
  return [t, Math.max(0, ...counters)];
}

/** J4 and the clock rule: more than 24 hours ahead of the reader's corrected clock. */
export const isFarAhead = (stamp: Stamp, nowMs: number): boolean => stamp[0] > nowMs + largestLeadMs;

/** Order for showing: by time, counter, then device. It never decides what survives. */
export function compareStamps(a: Stamped, b: Stamped): number {
  if (a.stamp[0] !== b.stamp[0]) return a.stamp[0] - b.stamp[0];
  if (a.stamp[1] !== b.stamp[1]) return a.stamp[1] - b.stamp[1];
  return a.device === b.device ? 0 : a.device < b.device ? -1 : 1;
}

export interface Stamped {
  readonly stamp: Stamp;
  readonly device: DeviceId;
}
