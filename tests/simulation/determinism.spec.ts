import { expect, test } from 'vitest';
import { runAll } from './world/run-seeds.ts';

test('the same seed repeats the same world, step by step, regardless of worlds before it', async () => {
  const hashes = async (...seeds: readonly number[]): Promise<readonly string[]> =>
    // With the years after it, it holds all of a story.
    (await runAll(seeds, { hasProgramme: true })).map(({ traceHash }) => traceHash);
  const [third, fourth] = await hashes(3, 4);
  // Another headquarters: its audit trail keeps its lines, and two runs of a world have the same ids.
  expect(await hashes(4)).toEqual([fourth]);
  expect(third).not.toBe(fourth);
});
