import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareStamps, largestLeadMs, merge, type Stamp, tick } from '#domain/clock/hlc.ts';
import { deviceA, deviceB } from '#tests/builders/ops.ts';

const ms = fc.integer({ min: 0, max: 4_102_444_800_000 });
const stamp: fc.Arbitrary<Stamp> = fc.tuple(ms, fc.nat(1_000));
const later = (a: Stamp, b: Stamp): boolean =>
  compareStamps({ stamp: a, device: deviceA }, { stamp: b, device: deviceA }) > 0;

describe('the clock', () => {
  it('an own stamp is later than every one before it, whatever the wall clock does', () => {
    fc.assert(
      fc.property(stamp, ms, (last, now) => later(tick(last, now), last)),
      { seed: 1 },
    );
  });

  it('what is written after seeing a colleague’s op is stamped later than that op', () => {
    fc.assert(
      fc.property(stamp, stamp, ms, (last, remote, now) => {
        fc.pre(remote[0] <= now + largestLeadMs);
        return later(tick(merge(last, remote, now), now), remote);
      }),
      { seed: 2 },
    );
  });

  it('one laptop with a wrong year does not drag the others along', () => {
    const now = 1_767_225_600_000;
    expect(merge([now, 3], [now + largestLeadMs + 1, 0], now)).toEqual([now, 3]);
  });

  it('stamps alike in time and counter are ordered by device, the same way everywhere', () => {
    expect(
      compareStamps({ stamp: [1, 1], device: deviceA }, { stamp: [1, 1], device: deviceB }),
    ).toBeLessThan(0);
  });
});
