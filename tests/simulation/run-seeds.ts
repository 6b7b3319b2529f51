import { newFolder } from '#tests/server/stores.ts';
import type { WorldOptions } from './world.ts';
import { type Outcome, Simulator } from './simulate.ts';

/** Runs the worlds of these seeds and tells of the ones that fail, each with the command that replays it. */
export async function failuresAmong(
  seeds: readonly number[],
  options: WorldOptions = {},
): Promise<readonly string[]> {
  const outcomes = await runAll(seeds, options);
  return outcomes.flatMap(({ seed, violations }) =>
    violations.map(
      ({ invariant, detail }) => `${invariant}: ${detail}\nnpm run simulate -- --seeds 1 --from ${seed}`,
    ),
  );
}

export async function runAll(
  seeds: readonly number[],
  options: WorldOptions = {},
): Promise<readonly Outcome[]> {
  const simulator = await Simulator.open(newFolder());
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await simulator.run(seed, options));
  await simulator.close();
  return outcomes;
}

export const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at);
