import { expect, test } from 'vitest';
import { firstGrownSeed } from './world/growth.ts';
import { failuresAmong, seedsFrom } from './world/run-seeds.ts';

test('[D1] [M1] [M3] [S1] [E 6] worlds with all actors keep every promise: two missions, rows of a laptop alone, requests, moves, ends', async () => {
  expect(await failuresAmong(seedsFrom(firstGrownSeed, 20))).toEqual([]);
});
