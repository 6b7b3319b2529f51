import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareTimestamps,
  HlcTimestamp,
  latestTimestampMs,
  maximumFollowedLeadMs,
  maximumHlcCounter,
  mergeTimestamp,
  nextTimestamp,
} from '#domain/clock/hlc.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';

const lastStamp: HlcTimestamp = [latestTimestampMs, maximumHlcCounter];
/** Wall clocks show any time. */
const ms = fc.oneof(
  fc.integer({ min: 1_767_225_600_000, max: 1_767_225_601_000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, -1, latestTimestampMs, latestTimestampMs + 1, Number.MAX_SAFE_INTEGER),
);
/** Every timestamp that the schema accepts; often close ones and those at the bounds. */
const stamp: fc.Arbitrary<HlcTimestamp> = fc.tuple(
  fc.oneof(
    fc.integer({ min: 1_767_225_600_000, max: 1_767_225_601_000 }),
    fc.integer({ min: 0, max: latestTimestampMs }),
    fc.constantFrom(0, latestTimestampMs - 1, latestTimestampMs),
  ),
  fc.oneof(fc.nat(maximumHlcCounter), fc.constantFrom(0, maximumHlcCounter - 1, maximumHlcCounter)),
);
const later = (a: HlcTimestamp, b: HlcTimestamp): boolean =>
  compareTimestamps({ stamp: a, device: deviceA }, { stamp: b, device: deviceA }) > 0;
const isLast = (hlcTimestamp: HlcTimestamp): boolean =>
  hlcTimestamp[0] === lastStamp[0] && hlcTimestamp[1] === lastStamp[1];

describe('the clock', () => {
  it('every timestamp that it makes is valid in the schema', () => {
    fc.assert(
      fc.property(stamp, stamp, ms, (lastHlcTimestamp, remoteHlcTimestamp, now) => {
        expect(HlcTimestamp.safeParse(nextTimestamp(lastHlcTimestamp, now)).success).toBe(true);
        expect(
          HlcTimestamp.safeParse(mergeTimestamp(lastHlcTimestamp, remoteHlcTimestamp, now)).success,
        ).toBe(true);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  it('an own timestamp is later than all earlier ones at any wall clock reading', () => {
    fc.assert(
      fc.property(
        stamp,
        ms,
        (lastHlcTimestamp, now) =>
          isLast(lastHlcTimestamp) || later(nextTimestamp(lastHlcTimestamp, now), lastHlcTimestamp),
      ),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('an op written after receipt of a colleague’s op has a later timestamp', () => {
    fc.assert(
      fc.property(stamp, stamp, ms, (lastHlcTimestamp, remoteHlcTimestamp, now) => {
        fc.pre(remoteHlcTimestamp[0] <= now + maximumFollowedLeadMs);
        const mergedHlcTimestamp = mergeTimestamp(lastHlcTimestamp, remoteHlcTimestamp, now);
        return (
          isLast(mergedHlcTimestamp) || later(nextTimestamp(mergedHlcTimestamp, now), remoteHlcTimestamp)
        );
      }),
      { seed: 2, numRuns: 2_000 },
    );
  });

  it('a foreign stamp leads a right clock by five minutes at most', () => {
    fc.assert(
      fc.property(stamp, fc.nat(latestTimestampMs - maximumFollowedLeadMs - 1), (remoteHlcTimestamp, now) => {
        expect(mergeTimestamp([now, 3], remoteHlcTimestamp, now)[0]).toBeLessThanOrEqual(
          now + 5 * 60_000 + 1,
        );
      }),
      { seed: 4 },
    );
  });

  it('one laptop with a wrong clock does not drag the others along', () => {
    const now = 1_767_225_600_000;
    expect(mergeTimestamp([now, 3], [now + 5 * 60_000, 0], now)).toEqual([now + 5 * 60_000, 1]);
    expect(mergeTimestamp([now, 3], [now + 5 * 60_000 + 1, 0], now)).toEqual([now, 3]);
  });

  it('a counter that would pass its bound carries into the milliseconds', () => {
    const now = 1_767_225_600_000;
    expect(nextTimestamp([now, 65_535], now)).toEqual([now + 1, 0]);
    expect(mergeTimestamp([now, 0], [now, 65_535], now)).toEqual([now + 1, 0]);
    expect(nextTimestamp(lastStamp, now)).toEqual(lastStamp);
  });

  it.each([
    [[0, 0], true],
    [[latestTimestampMs, 65_535], true],
    [[latestTimestampMs + 1, 0], false],
    [[0, 65_536], false],
    [[0, 2 ** 53], false],
    [[-1, 0], false],
    [[0, 1.5], false],
    [[Number.POSITIVE_INFINITY, 0], false],
  ])('a stamp %j is accepted: %s', (read, isAccepted) => {
    expect(HlcTimestamp.safeParse(read).success).toBe(isAccepted);
  });

  it('stamps alike in time and counter are ordered by device, the same way everywhere', () => {
    expect(
      compareTimestamps({ stamp: [1, 1], device: deviceA }, { stamp: [1, 1], device: deviceB }),
    ).toBeLessThan(0);
  });
});
