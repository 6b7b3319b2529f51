import { expect, test } from 'vitest';
import { runAll } from './run-seeds.ts';

test('the same seed tells the same story again, step by step, whatever world was before it', async () => {
  const hashes = async (...seeds: readonly number[]): Promise<readonly string[]> =>
    (await runAll(seeds)).map(({ traceHash }) => traceHash);
  const [third, fourth] = await hashes(3, 4);
  // Another headquarters: its audit trail keeps its lines, and a world that is told twice has the same ids.
  expect(await hashes(4, 3)).toEqual([fourth, third]);
  expect(third).not.toBe(fourth);
});
