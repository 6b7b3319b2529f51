import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import {
  type DatabaseEngine,
  databaseEngines,
  pinnedDatabaseEngine,
  storedDatabaseEngine,
} from '#electron/database-engine.ts';
import { from, isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { type Cell, cellsOf, damageCell, databaseTargets } from './support/damage-cells.ts';
import { contentsOf } from './support/profile-files.ts';
import { openStoreBench, type StoreBench } from './support/store-bench.ts';
import type { StoreLaptop } from './support/store-laptop.ts';
import { longestSyncMs } from './support/store-scene.ts';

/** Each engine has half of the rounds. */
function cellsToPlay(engine: DatabaseEngine): readonly Cell[] {
  const table = cellsOf(databaseTargets[engine]).filter(({ name }) =>
    name.includes(process.env['FIELDBOOK_CELL'] ?? ''),
  );
  const played = Array.from({ length: Math.ceil(rounds / 2) }, (_, at) => table[(from + at) % table.length]);
  return played.filter((cell): cell is Cell => cell !== undefined);
}

for (const engine of databaseEngines)
  test(`[D2] damage to database files of ${engine} costs nothing that was shown as saved`, async () => {
    test.setTimeout(120_000 + rounds * 60_000);
    const random = randomFrom(seed);
    const { folder, remove } = await temporaryFolder();
    const bench = await openStoreBench(path.join(folder, 'profile'));
    const { scene, databases } = bench;
    let laptop = await bench.start(engine);
    const done: Record<string, number> = {};
    await scene.expectAll(laptop);
    for (const cell of cellsToPlay(engine)) {
      if (isTimeOver()) break;
      scene.hasNetwork = false;
      if (cell.target.name === 'database table' && cell.target.find(databases) === null) await laptop.fill(6);
      const before = contentsOf(databases);
      await scene.save(laptop);
      await scene.save(laptop);
      await (cell.target.name === 'database WAL' || random() < 0.5 ? laptop.kill() : laptop.quit());
      const isDamaged = damageCell(cell, databases, random(), before);
      const met = await meetDamage(bench, engine);
      laptop = met.laptop;
      if (isDamaged) done[`${engine}: ${met.what}`] = (done[`${engine}: ${met.what}`] ?? 0) + 1;
      await laptop.dismissRestored();
    }
    tell({ kind: 'engine', done, saves: scene.saves, lost: 0 });
    await laptop.quit();
    bench.close();
    await remove();
  });

/** Rows that the other engine has silently lost do not come back by waiting. */
const shortMs = 15_000;

/**
 * Starts on damaged files: without a network all values saved here are shown, with one all values of colleagues. In the
 * engine that is not pinned Chromium may end at every start, or rows may be missing silently
 * (docs/decisions/0002-indexeddb-engine.md). Then its files are removed, as a change of the engine does, and all values
 * come back.
 */
async function meetDamage(
  bench: StoreBench,
  engine: DatabaseEngine,
): Promise<{ readonly laptop: StoreLaptop; readonly what: 'kept' | 'taken away' }> {
  bench.scene.hasNetwork = false;
  const laptop = await bench.start(engine);
  try {
    await bench.scene.expectOwn(laptop);
    await bench.scene.expectAll(laptop, engine === pinnedDatabaseEngine ? longestSyncMs : shortMs);
    return { laptop, what: 'kept' };
  } catch (error) {
    if (engine === pinnedDatabaseEngine) throw error;
    console.log(`${engine}: ${String(error).split('\n').slice(0, 8).join(' ').slice(0, 200)}`);
  }
  await laptop.kill();
  bench.scene.hasNetwork = false;
  fs.rmSync(path.join(bench.databases, 'IndexedDB'), { recursive: true, force: true });
  const anew = await bench.start(engine);
  await bench.scene.expectOwn(anew);
  await bench.scene.expectAll(anew);
  return { laptop: anew, what: 'taken away' };
}

test('[D2] a change of the engine deletes the database, and all is back from the journal', async () => {
  test.setTimeout(240_000);
  const { folder, remove } = await temporaryFolder();
  const bench = await openStoreBench(path.join(folder, 'profile'));
  const { scene, databases } = bench;
  let laptop = await bench.start('leveldb');
  for (const engine of ['sqlite', 'leveldb'] as const) {
    await scene.expectAll(laptop);
    await laptop.dismissRestored();
    scene.hasNetwork = false;
    await scene.save(laptop);
    await laptop.quit();
    const before = storedDatabaseEngine(databases);
    laptop = await bench.start(engine);
    await scene.expectOwn(laptop);
    expect([before, storedDatabaseEngine(databases)]).toEqual(
      engine === 'sqlite' ? ['leveldb', 'sqlite'] : ['sqlite', 'leveldb'],
    );
    expect((await laptop.answer('status', null)).restored).toMatchObject({ database: 'engineChanged' });
  }
  await scene.expectAll(laptop);
  await laptop.quit();
  // The same engine again: nothing was lost, and nothing is said.
  laptop = await bench.start('leveldb');
  await laptop.dismissRestored();
  await laptop.quit();
  laptop = await bench.start('leveldb');
  await scene.expectAll(laptop);
  expect((await laptop.answer('status', null)).restored).toBeNull();
  tell({ kind: 'engine', done: { changes: 2 }, saves: scene.saves, lost: 0 });
  await laptop.quit();
  bench.close();
  await remove();
});
