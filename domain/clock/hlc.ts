import * as z from 'zod';
import type { DeviceId } from '../ids.ts';

/** Largest counter within one millisecond (sync.md 1). */
export const largestCounter = 65_535;

/** Last millisecond of the year 9999 in UTC: no stamp is later, and every date format can show it. */
export const latestTimeMs = 253_402_300_799_999;

/** Hybrid logical clock reading: milliseconds since the epoch, and a counter within one millisecond. */
export const Stamp = z
  .tuple([z.int().nonnegative().max(latestTimeMs), z.int().nonnegative().max(largestCounter)])
  .readonly();
export type Stamp = z.infer<typeof Stamp>;

/** J4: a stamp farther ahead of headquarters' clock is flagged, and an own clock farther ahead is corrected. */
export const largestLeadMs = 24 * 60 * 60 * 1000;

/**
 * How far a foreign stamp may lead a clock: laptops that ask headquarters for the time differ by less. A colleague's
 * laptop with a wrong clock must not drag all others along (sync.md 1).
 */
export const largestFollowedLeadMs = 5 * 60 * 1000;

export const epochStamp: Stamp = [0, 0];

/**
 * The stamp of the next own op. Larger than `last`, whatever the wall clock does; only the very last stamp, at the end
 * of the year 9999, is followed by itself. `nowMs`: any integer.
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function tick(last: Stamp, nowMs: number): Stamp {
  const t = Math.min(nowMs, latestTimeMs);
  return t > last[0] ? [t, 0] : after(last);
}

/**
 * The clock after seeing the `remote` stamp of an op that takes effect. A stamp more than `largestFollowedLeadMs` ahead
 * of `nowMs` leaves the clock as it is.
 */
export function merge(last: Stamp, remote: Stamp, nowMs: number): Stamp {
  return isFollowed(remote, nowMs) ? tick(laterStamp(last, remote), nowMs) : last;
}

/** The next stamp without a wall clock: a counter that would pass its bound carries into the milliseconds. */
function after([t, c]: Stamp): Stamp {
  if (c < largestCounter) return [t, c + 1];
  return t < latestTimeMs ? [t + 1, 0] : [t, c];
}

/** A stamp that an earlier version kept beyond the bounds, brought within them. */
export const boundStamp = ([t, c]: readonly [number, number]): Stamp => [
  Math.min(t, latestTimeMs),
  Math.min(c, largestCounter),
];

export const laterStamp = (a: Stamp, b: Stamp): Stamp =>
  a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? a : b;

/** J4 and the clock rule: more than 24 hours ahead of the reader's corrected clock. */
export const isFarAhead = (stamp: Stamp, nowMs: number): boolean => stamp[0] > nowMs + largestLeadMs;

/** May this stamp of another device move a clock that shows `nowMs`? */
export const isFollowed = (stamp: Stamp, nowMs: number): boolean => stamp[0] <= nowMs + largestFollowedLeadMs;

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
