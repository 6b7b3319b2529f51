import * as z from 'zod';
import type { DeviceId } from '../ids.ts';

/** Largest counter within one millisecond. */
export const maximumHlcCounter = 65_535;

/** Last millisecond of the year 9999 in UTC: no timestamp is later, and every date format can show it. */
export const latestTimestampMs = 253_402_300_799_999;

/** Hybrid logical clock reading: milliseconds since the epoch, and a counter within one millisecond. */
export const HlcTimestamp = z
  .tuple([z.int().nonnegative().max(latestTimestampMs), z.int().nonnegative().max(maximumHlcCounter)])
  .readonly();
export type HlcTimestamp = z.infer<typeof HlcTimestamp>;

/**
 * J4: a timestamp farther ahead of headquarters' clock is flagged, and an own clock farther ahead is corrected.
 * Milliseconds.
 */
const maximumClockLeadMs = 24 * 60 * 60 * 1000;

/**
 * Largest lead of a foreign timestamp that a clock follows, in milliseconds. Laptops that ask headquarters for the
 * time differ by less. A colleague's laptop with a wrong clock must not drag all others along (J4).
 */
export const maximumFollowedLeadMs = 5 * 60 * 1000;

export const epochTimestamp: HlcTimestamp = [0, 0];

/**
 * Return the timestamp of the next own op: larger than `last`, at any reading of the wall clock. Only the very last
 * timestamp, at the end of the year 9999, is followed by the same one. `nowMs`: any integer.
 * Source: Kulkarni et al., "Logical Physical Clocks", 2014.
 */
export function nextTimestamp(lastHlcTimestamp: HlcTimestamp, nowMs: number): HlcTimestamp {
  const t = Math.min(nowMs, latestTimestampMs);
  return t > lastHlcTimestamp[0] ? [t, 0] : timestampAfter(lastHlcTimestamp);
}

/**
 * Return the clock after the `remote` timestamp of an op that takes effect. A timestamp more than
 * `maximumFollowedLeadMs` ahead of `nowMs` does not change the clock.
 */
export function mergeTimestamp(
  lastHlcTimestamp: HlcTimestamp,
  remoteHlcTimestamp: HlcTimestamp,
  nowMs: number,
): HlcTimestamp {
  return isTimestampFollowed(remoteHlcTimestamp, nowMs)
    ? nextTimestamp(laterTimestamp(lastHlcTimestamp, remoteHlcTimestamp), nowMs)
    : lastHlcTimestamp;
}

/**
 * Return the next timestamp without a wall clock: a counter that would pass its bound carries into the milliseconds.
 */
function timestampAfter([t, c]: HlcTimestamp): HlcTimestamp {
  if (c < maximumHlcCounter) return [t, c + 1];
  return t < latestTimestampMs ? [t + 1, 0] : [t, c];
}

/** Clamp a timestamp that an earlier version kept beyond the bounds. */
export const boundTimestamp = ([t, c]: readonly [number, number]): HlcTimestamp => [
  Math.min(t, latestTimestampMs),
  Math.min(c, maximumHlcCounter),
];

export const laterTimestamp = (a: HlcTimestamp, b: HlcTimestamp): HlcTimestamp =>
  a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]) ? a : b;

/** J4 and the clock rule: return whether a timestamp is more than 24 hours ahead of the reader's corrected clock. */
export const isTimestampFarAhead = (hlcTimestamp: HlcTimestamp, nowMs: number): boolean =>
  hlcTimestamp[0] > nowMs + maximumClockLeadMs;

/** Return whether this timestamp of another device may move a clock that shows `nowMs`. */
export const isTimestampFollowed = (hlcTimestamp: HlcTimestamp, nowMs: number): boolean =>
  hlcTimestamp[0] <= nowMs + maximumFollowedLeadMs;

/** Compare for display: by time, counter, then device. It never decides a merge. */
export function compareTimestamps(a: DeviceTimestamp, b: DeviceTimestamp): number {
  if (a.stamp[0] !== b.stamp[0]) return a.stamp[0] - b.stamp[0];
  if (a.stamp[1] !== b.stamp[1]) return a.stamp[1] - b.stamp[1];
  return a.device === b.device ? 0 : a.device < b.device ? -1 : 1;
}

interface DeviceTimestamp {
  readonly stamp: HlcTimestamp;
  readonly device: DeviceId;
}
