import { expect, test } from 'vitest';
import { failuresAmong, seedsFrom } from './world/run-seeds.ts';

// Two files, so that both cores work.
test('[D1] [M1] [M2] [M3] [S1] [S2] [S4] [P1] [P2] seeds 1 to 100: replicas agree, nothing is lost, nothing is silently overwritten', async () => {
  expect(await failuresAmong(seedsFrom(1, 100))).toEqual([]);
});
