import { expect, test } from 'vitest';
import {
  ackBeforeFlush,
  counterWithoutBound,
  droppedEarlyOp,
  heldOpCounts,
  lastWriterWins,
} from './faults/planted-bugs.ts';
import { failuresAmong, firstSeedThat, seedsFrom } from './world/run-seeds.ts';

/** A simulation that misses a bug in this number of worlds proves little by finding none. */
const mostSeeds = 150;

/** Years cost as much as ten worlds, and none of these bugs needs them. */
const withoutYears = { hasProgramme: false } as const;

test.each([
  ['[D1] saved before it is flushed', ackBeforeFlush, { ...withoutYears, fate: 'none' }, 'lost'],
  ['[M6] an op that came early and was dropped', droppedEarlyOp, { ...withoutYears, fate: 'stolen' }, 'lost'],
  [
    '[M3] the last writer wins',
    lastWriterWins,
    { ...withoutYears, fate: 'none', faultKinds: [] },
    'silently overwritten',
  ],
] as const)(
  'the simulation finds a planted bug: %s; without it the same worlds hold',
  async (name, planted, world, invariant) => {
    const found = await firstSeedThat(invariant, mostSeeds, { planted, ...world });
    console.log(`${name}: found after ${found} seeds`);
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), world)).toEqual([]);
  },
);

test.each([
  ['[J6] a counter without a bound', counterWithoutBound, 'unreadable'],
  ['[J5] a held op that counts', heldOpCounts, 'replicas differ'],
] as const)(
  'beside a hostile member, a planted bug is found: %s; the worlds hold without it',
  async (name, planted, invariant) => {
    const worlds = { ...withoutYears, fate: 'none', hasHostile: true } as const;
    const found = await firstSeedThat(invariant, mostSeeds, { planted, ...worlds });
    console.log(`${name}: found after ${found} seeds`);
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), worlds)).toEqual([]);
  },
);
