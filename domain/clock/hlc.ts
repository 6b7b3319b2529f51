import * as z from 'zod';
import type { DeviceId } from '../ids.ts';

/** Largest counter within one millisecond (sync.md 1). */
export const maximumHlcCounter = 65_535;

/** Last millisecond of the year 9999 in UTC: no stamp is later, and every date format can show it. */
export const latestTimestampMs = 253_402_300_799_999;

/** Hybrid logical clock reading: milliseconds since the epoch, and a counter within one millisecond. */
export const HlcTimestamp = z
  .tuple([z.int().nonnegative().max(latestTimestampMs), z.int().nonnegative().max(maximumHlcCounter)])
  .readonly();
export type HlcTimestamp = z.infer<typeof HlcTimestamp>;

/** J4: a stamp farther ahead of headquarters' clock is flagged, and an own clock farther ahead is corrected. */
export const maximumClockLeadMs = 24 * 60 * 60 * 1000;

/**
 * How far a foreign stamp may lead a clock: laptops that ask headquarters for the time differ by less. A colleague's
 * laptop with a wrong clock must not drag all others along (sync.md 1).
 */
export const maximumFollowedLeadMs = 5 * 60 * 1000;

export const epochTimestamp: HlcTimestamp = [0, 0];

/**
 * The stamp of the next own op. Larger than `last`, whatever the wall clock does; only the very last stamp, at the end
 * of the year 9999, is followed by itself. `nowMs`: any integer.
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function nextTimestamp(last: HlcTimestamp, nowMs: number): HlcTimestamp {
  const t = Math.min(nowMs, latestTimestampMs);
  return t > last[0] ? [t, 0] : timestampAfter(last);
}

/**
 * The clock after seeing the `remote` stamp of an op that takes effect. A stamp more than `maximumFollowedLeadMs` ahead
 * of `nowMs` leaves the clock as it is.
 */
export function mergeTimestamp(last: HlcTimestamp, remote: HlcTimestamp, nowMs: number): HlcTimestamp {
  return isTimestampFollowed(remote, nowMs) ? nextTimestamp(laterTimestamp(last, remote), nowMs) : last;
}

/** The next stamp without a wall clock: a counter that would pass its bound carries into the milliseconds. */
function timestampAfter([t, c]: HlcTimestamp): HlcTimestamp {
  if (c < maximumHlcCounter) return [t, c + 1];
  return t < latestTimestampMs ? [t + 1, 0] : [t, c];
}

/** A stamp that an earlier version kept beyond the bounds, brought within them. */
export const boundTimestamp = ([t, c]: readonly [number, number]): HlcTimestamp => [
  Math.min(t, latestTimestampMs),
  Math.min(c, maximumHlcCounter),
];

export const laterTimestamp = (a: HlcTimestamp, b: HlcTimestamp): HlcTimestamp =>
  a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? a : b;

/** J4 and the clock rule: more than 24 hours ahead of the reader's corrected clock. */
export const isTimestampFarAhead = (stamp: HlcTimestamp, nowMs: number): boolean =>
  stamp[0] > nowMs + maximumClockLeadMs;

/** May this stamp of another device move a clock that shows `nowMs`? */
export const isTimestampFollowed = (stamp: HlcTimestamp, nowMs: number): boolean =>
  stamp[0] <= nowMs + maximumFollowedLeadMs;

/** Order for showing: by time, counter, then device. It never decides what survives. */
export function compareTimestamps(a: DeviceTimestamp, b: DeviceTimestamp): number {
  if (a.stamp[0] !== b.stamp[0]) return a.stamp[0] - b.stamp[0];
  if (a.stamp[1] !== b.stamp[1]) return a.stamp[1] - b.stamp[1];
  return a.device === b.device ? 0 : a.device < b.device ? -1 : 1;
}

export interface DeviceTimestamp {
  readonly stamp: HlcTimestamp;
  readonly device: DeviceId;
}
