import { newFolder } from '#tests/support/server/stores.ts';
import type { Violation } from '../verdict/verdict.ts';
import { type Outcome, Simulator } from './simulate.ts';
import type { WorldOptions } from './world.ts';

/** Run the worlds of these seeds and report the failed ones, each with the command that replays it. */
export async function failuresAmong(
  seeds: readonly number[],
  worldOptions: WorldOptions = {},
): Promise<readonly string[]> {
  const outcomes = await runAll(seeds, worldOptions);
  return outcomes.flatMap(({ seed, violations }) =>
    violations.map(
      ({ invariant, detail }) => `${invariant}: ${detail}\nnpm run simulate -- --seeds 1 --from ${seed}`,
    ),
  );
}

export async function runAll(
  seeds: readonly number[],
  worldOptions: WorldOptions = {},
): Promise<readonly Outcome[]> {
  const simulator = await Simulator.open(newFolder());
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await simulator.run(seed, worldOptions));
  await simulator.close();
  return outcomes;
}

/** The first seed from 1 on with a world that breaks in this way; one more than `most` when none does. */
export async function firstSeedThat(
  invariant: Violation['invariant'],
  most: number,
  worldOptions: WorldOptions,
): Promise<number> {
  const simulator = await Simulator.open(newFolder());
  let seed = 1;
  for (; seed <= most; seed += 1) {
    const { violations } = await simulator.run(seed, worldOptions);
    if (violations.some((violation) => violation.invariant === invariant)) break;
  }
  await simulator.close();
  return seed;
}

export const seedsFrom = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => first + at);
