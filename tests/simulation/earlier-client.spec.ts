import { expect, test } from 'vitest';
import { failuresAmong, seedsFrom } from './world/run-seeds.ts';

// Worlds in which some laptops have an earlier version and are updated. Seeds 2, 4 and 11 once failed beside a hostile
// member (tests/renderer/store/send/sync-round.spec.ts).
test.each([
  ['', { hasHostile: false }],
  [', beside a hostile member', { hasHostile: true, fate: 'none' }],
] as const)(
  '[D2] [J4] an earlier client beside the present one loses nothing, and continues after its update%s',
  async (_, world) => {
    const worlds = { ...world, hasEarlierClient: true, hasProgramme: false };
    expect(await failuresAmong(seedsFrom(1, 12), worlds)).toEqual([]);
  },
);
