import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceId } from '#domain/ids.ts';
import { packsBeyondNumber, planRelayedPacks, type RelayPack } from '#sync/client/plan-request.ts';
import { aDevice } from '#tests/support/builders/sample-ids.ts';

const [a, b] = [aDevice(1), aDevice(2)];
const aPack = (device: DeviceId, first: number, last: number, part: Partial<RelayPack> = {}): RelayPack => ({
  device,
  first,
  last,
  bytes: 100,
  atMs: first,
  ...part,
});
const room = (leftBytes: number, isEmpty: boolean) => ({ leftBytes, packBytes: leftBytes, isEmpty });
const named = (relayPacks: readonly RelayPack[]) =>
  relayPacks.map(({ device, first, last }) => `${device === a ? 'a' : 'b'}${first}-${last}`);

describe('the relay passes on', () => {
  test('[P3] everything that the other side lacks, each chain without holes, the oldest first', () => {
    const relayPacks = [
      aPack(b, 3, 4, { atMs: 2 }),
      aPack(a, 4, 6),
      aPack(a, 1, 3),
      aPack(b, 1, 2, { atMs: 0 }),
    ];
    expect(named(planRelayedPacks(relayPacks, {}, room(1_000, true)))).toEqual([
      'b1-2',
      'a1-3',
      'b3-4',
      'a4-6',
    ]);
    expect(named(planRelayedPacks(relayPacks, { [a]: 3, [b]: 4 }, room(1_000, true)))).toEqual(['a4-6']);
  });

  test('[P3, J2] nothing after a hole: it would only be a gap there', () => {
    expect(packsBeyondNumber(0, [aPack(a, 2, 3), aPack(a, 4, 5)])).toEqual([]);
    expect(named(packsBeyondNumber(2, [aPack(a, 2, 3), aPack(a, 5, 6)]))).toEqual(['a2-3']);
  });

  test('[S6] as much as fits, and one pack of any size if the request is empty', () => {
    const relayPacks = [aPack(a, 1, 1, { bytes: 500 }), aPack(a, 2, 2)];
    expect(named(planRelayedPacks(relayPacks, {}, room(300, true)))).toEqual(['a1-1']);
    expect(named(planRelayedPacks(relayPacks, {}, room(300, false)))).toEqual([]);
    expect(named(planRelayedPacks(relayPacks, {}, room(600, false)))).toEqual(['a1-1', 'a2-2']);
  });

  test('[P3] packs that continue the other side’s chains and fit, for any given packs', () => {
    const pack = fc.record({
      device: fc.constantFrom(a, b),
      first: fc.integer({ min: 1, max: 12 }),
      length: fc.integer({ min: 1, max: 3 }),
      bytes: fc.integer({ min: 1, max: 200 }),
      atMs: fc.nat(9),
    });
    const have = fc.record({ [a]: fc.nat(8), [b]: fc.nat(8) });
    fc.assert(
      fc.property(fc.array(pack, { maxLength: 12 }), have, fc.nat(800), (made, theirs, size) => {
        const packs = made.map(({ length, ...one }) => ({ ...one, last: one.first + length - 1 }));
        const chosen = planRelayedPacks(packs, theirs, room(size, false));
        for (const deviceId of [a, b]) {
          let end = theirs[deviceId] ?? 0;
          for (const { first, last } of chosen.filter((one) => one.device === deviceId)) {
            expect(first).toBeLessThanOrEqual(end + 1);
            expect(last).toBeGreaterThan(end);
            end = last;
          }
        }
        expect(chosen.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(size);
      }),
      { seed: 20_261_124, numRuns: 500 },
    );
  });
});
