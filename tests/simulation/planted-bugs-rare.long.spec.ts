import { expect, test } from 'vitest';
import { clockFollowsEveryStamp, counterReuse, placeFromSequence } from './faults/planted-bugs.ts';
import { failuresAmong, firstSeedThat, seedsFrom } from './world/run-seeds.ts';

// Bugs that need many worlds; the others are in planted-bugs.spec.ts.

/** A simulation that misses a bug in this number of worlds proves little by finding none. */
const mostSeeds = 150;

test.each([
  ['[S2] places from a sequence', placeFromSequence, { fate: 'none' }, 'replicas differ'],
  ['[P2] a counter that is used again after a restore', counterReuse, { fate: 'copied' }, 'lost'],
  [
    '[J4] a clock that follows every stamp',
    clockFollowsEveryStamp,
    { fate: 'none', hasHostile: true },
    'clock led',
  ],
] as const)(
  'the simulation finds a planted bug: %s; without it the same worlds hold',
  async (_, planted, world, invariant) => {
    const found = await firstSeedThat(invariant, mostSeeds, { planted, ...world });
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), world)).toEqual([]);
  },
);
