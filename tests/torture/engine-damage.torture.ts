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
function cellsToPlay(databaseEngine: DatabaseEngine): readonly Cell[] {
  const table = cellsOf(databaseTargets[databaseEngine]).filter(({ name }) =>
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
    const storeBench = await openStoreBench(path.join(folder, 'profile'));
    const { scene, databases } = storeBench;
    let storeLaptop = await storeBench.start(engine);
    const done: Record<string, number> = {};
    await scene.expectAll(storeLaptop);
    for (const cell of cellsToPlay(engine)) {
      if (isTimeOver()) break;
      scene.hasNetwork = false;
      if (cell.target.name === 'database table' && cell.target.find(databases) === null)
        await storeLaptop.fill(6);
      const before = contentsOf(databases);
      await scene.save(storeLaptop);
      await scene.save(storeLaptop);
      await (cell.target.name === 'database WAL' || random() < 0.5 ? storeLaptop.kill() : storeLaptop.quit());
      const isDamaged = damageCell(cell, databases, random(), before);
      const met = await meetDamage(storeBench, engine);
      storeLaptop = met.laptop;
      if (isDamaged) done[`${engine}: ${met.what}`] = (done[`${engine}: ${met.what}`] ?? 0) + 1;
      await storeLaptop.dismissRestored();
    }
    tell({ kind: 'engine', done, saves: scene.saves, lost: 0 });
    await storeLaptop.quit();
    storeBench.close();
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
  storeBench: StoreBench,
  databaseEngine: DatabaseEngine,
): Promise<{ readonly laptop: StoreLaptop; readonly what: 'kept' | 'taken away' }> {
  storeBench.scene.hasNetwork = false;
  const storeLaptop = await storeBench.start(databaseEngine);
  try {
    await storeBench.scene.expectOwn(storeLaptop);
    await storeBench.scene.expectAll(
      storeLaptop,
      databaseEngine === pinnedDatabaseEngine ? longestSyncMs : shortMs,
    );
    return { laptop: storeLaptop, what: 'kept' };
  } catch (error) {
    if (databaseEngine === pinnedDatabaseEngine) throw error;
    console.log(`${databaseEngine}: ${String(error).split('\n').slice(0, 8).join(' ').slice(0, 200)}`);
  }
  await storeLaptop.kill();
  storeBench.scene.hasNetwork = false;
  fs.rmSync(path.join(storeBench.databases, 'IndexedDB'), { recursive: true, force: true });
  const anew = await storeBench.start(databaseEngine);
  await storeBench.scene.expectOwn(anew);
  await storeBench.scene.expectAll(anew);
  return { laptop: anew, what: 'taken away' };
}

test('[D2] a change of the engine deletes the database, and all is back from the journal', async () => {
  test.setTimeout(240_000);
  const { folder, remove } = await temporaryFolder();
  const storeBench = await openStoreBench(path.join(folder, 'profile'));
  const { scene, databases } = storeBench;
  let storeLaptop = await storeBench.start('leveldb');
  for (const databaseEngine of ['sqlite', 'leveldb'] as const) {
    await scene.expectAll(storeLaptop);
    await storeLaptop.dismissRestored();
    scene.hasNetwork = false;
    await scene.save(storeLaptop);
    await storeLaptop.quit();
    const previousDatabaseEngine = storedDatabaseEngine(databases);
    storeLaptop = await storeBench.start(databaseEngine);
    await scene.expectOwn(storeLaptop);
    expect([previousDatabaseEngine, storedDatabaseEngine(databases)]).toEqual(
      databaseEngine === 'sqlite' ? ['leveldb', 'sqlite'] : ['sqlite', 'leveldb'],
    );
    expect((await storeLaptop.query('status', null)).restored).toMatchObject({ database: 'engineChanged' });
  }
  await scene.expectAll(storeLaptop);
  await storeLaptop.quit();
  // The same engine again: nothing was lost, and nothing is said.
  storeLaptop = await storeBench.start('leveldb');
  await storeLaptop.dismissRestored();
  await storeLaptop.quit();
  storeLaptop = await storeBench.start('leveldb');
  await scene.expectAll(storeLaptop);
  expect((await storeLaptop.query('status', null)).restored).toBeNull();
  tell({ kind: 'engine', done: { changes: 2 }, saves: scene.saves, lost: 0 });
  await storeLaptop.quit();
  storeBench.close();
  await remove();
});
