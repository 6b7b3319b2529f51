import { expect, test } from 'vitest';
import {
  ackBeforeFlush,
  counterReuse,
  droppedEarlyOp,
  lastWriterWins,
  placeFromSequence,
} from './planted-bugs.ts';
import { failuresAmong, firstSeedThat, seedsFrom } from './run-seeds.ts';

/** A simulation that would not find a bug in so many worlds proves little by finding none. */
const mostSeeds = 150;

test.each([
  ['[S2] places from a sequence', placeFromSequence, 'none', 'replicas differ'],
  ['[P2] a counter that is used again after a restore', counterReuse, 'copied', 'lost'],
  ['[D1] saved before it is flushed', ackBeforeFlush, 'none', 'lost'],
  ['[M6] an op that came early and was dropped', droppedEarlyOp, 'stolen', 'lost'],
  ['[M3] the last writer wins', lastWriterWins, 'none', 'silently overwritten'],
] as const)(
  'the simulation finds a planted bug: %s; without it the same worlds hold',
  async (_, planted, fate, invariant) => {
    const found = await firstSeedThat(invariant, mostSeeds, { planted, fate });
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), { fate })).toEqual([]);
  },
);
