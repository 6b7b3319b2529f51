import { expect, test } from 'vitest';
import { runAll } from './run-seeds.ts';

test('the same seed tells the same story again, step by step', async () => {
  const outcomes = await runAll([3, 4, 3, 4]);
  const hashes = outcomes.map(({ traceHash }) => traceHash);
  expect(hashes.slice(2)).toEqual(hashes.slice(0, 2));
  expect(hashes[0]).not.toBe(hashes[1]);
});
