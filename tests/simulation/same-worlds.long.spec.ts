import { expect, test } from 'vitest';
import { type IndexedDbImage, modelImage } from '#tests/support/indexed-db/indexed-db-image.ts';
import { fakeImage } from './laptop/fake-image.ts';
import { runAll, seedsFrom } from './world/run-seeds.ts';
import type { World, WorldOptions } from './world/world.ts';

/** Course of the worlds of these seeds, step by step, and the final content of their laptops' databases. */
async function toldOn(image: IndexedDbImage, seeds: readonly number[], worldOptions: WorldOptions = {}) {
  const databases: string[] = [];
  const ended = async (world: World): Promise<void> => void databases.push(await rowsIn(world));
  const outcomes = await runAll(seeds, { ...worldOptions, image, ended });
  return outcomes.map(({ seed, traceHash, violations, ops, faults }, at) => ({
    seed,
    traceHash,
    violations,
    ops,
    faults,
    rows: databases[at],
  }));
}

/** Every decrypted row of every open database. */
async function rowsIn({ laptops }: World): Promise<string> {
  const found: Record<string, unknown> = {};
  for (const laptop of laptops)
    if (laptop.isUp)
      for (const table of laptop.db.tables) found[`${laptop.name} ${table.name}`] = await table.toArray();
  return JSON.stringify(found);
}

test('a world has equal steps, verdicts and rows on the IndexedDB model and fake-indexeddb', async () => {
  const seeds = [...seedsFrom(1, 4), 36];
  const onModel = await toldOn(modelImage(), seeds);
  expect(onModel).toEqual(await toldOn(fakeImage(), seeds));
  expect(onModel.every(({ rows = '' }) => rows.length > 1_000)).toBe(true);
});

test('so are the years after it', async () => {
  const years = { hasProgramme: true };
  expect(await toldOn(modelImage(), [3], years)).toEqual(await toldOn(fakeImage(), [3], years));
});
