import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Life } from '#tests/contracts/indexed-db/recording.ts';
import { nothingReplayed, replay } from '#tests/contracts/indexed-db/replay.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** All questions to the databases of these worlds' laptops, with the answers, as JSON. */
    recordedWorlds(seeds: readonly number[]): Promise<string>;
  }
}

interface RecordedWorld {
  readonly seed: number;
  readonly violations: readonly unknown[];
  readonly lives: readonly Life[];
}

/** Short ones, in which processes die, transactions are aborted, and databases are deleted and put back to older ones. */
const seeds = [3, 10, 14, 19, 25];

test('Chromium’s IndexedDB answers recorded simulated worlds as the model did and keeps the same rows', async () => {
  // Our own recording.
  const recordedWorlds = JSON.parse(await commands.recordedWorlds(seeds)) as readonly RecordedWorld[];
  const sum = { ...nothingReplayed };
  for (const { seed, violations, lives } of recordedWorlds) {
    const { differences, ...counted } = await replay(lives, `world ${seed} ${crypto.randomUUID()}`);
    expect({ seed, violations, differences: differences.slice(0, 3) }).toEqual({
      seed,
      violations: [],
      differences: [],
    });
    for (const one of Object.keys(sum) as (keyof typeof sum)[]) sum[one] += counted[one];
  }
  console.log(JSON.stringify(sum));
  expect(sum.answers).toBeGreaterThan(3_000);
  expect(sum.rows).toBeGreaterThan(500);
  // Even if a change makes other stories of them, each of these kinds is in some of them.
  expect(Object.entries(sum).filter(([, times]) => times === 0)).toEqual([]);
}, 180_000);
