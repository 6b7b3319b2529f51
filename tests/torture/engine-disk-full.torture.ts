import path from 'node:path';
import { expect, test } from '@playwright/test';
import { databaseEngines } from '#electron/database-engine.ts';
import { mountSmallDisk } from '#tests/support/disk/small-disk.ts';
import { isTimeOver, rounds, tell } from '#tests/support/random/rounds.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { openStoreBench } from './support/store-bench.ts';

// Only root may mount a small file system; elsewhere tests/electron/journal* fill a disk that is played.
test.skip(process.getuid?.() !== 0, 'mounting a small disk takes root');

const disks = Math.ceil(rounds / 3);

for (const engine of databaseEngines)
  test(`[D4] a full disk under a database in ${engine}, then a kill, costs nothing that was shown as saved`, async () => {
    test.setTimeout(60_000 + disks * 60_000);
    const { folder, remove } = await temporaryFolder();
    const smallDisk = mountSmallDisk(path.join(folder, 'disk'), 96);
    try {
      const storeBench = await openStoreBench(path.join(smallDisk.folder, 'profile'));
      const { scene } = storeBench;
      let storeLaptop = await storeBench.start(engine);
      let [filled, emptied] = [0, 0];
      for (; filled < disks && !isTimeOver(); filled += 1) {
        await scene.expectAll(storeLaptop);
        await storeLaptop.dismissRestored();
        scene.hasNetwork = false;
        await scene.save(storeLaptop);
        // The shell's journal lies elsewhere and takes everything; it knows of the want of room.
        scene.host.journal.mood = 'reserve';
        smallDisk.fillUpTo(0);
        await scene.saveUntilRefused(storeLaptop);
        await storeLaptop.kill();
        smallDisk.empty();
        scene.host.journal.mood = 'ample';
        storeLaptop = await storeBench.start(engine);
        await scene.expectOwn(storeLaptop);
        const { restored } = await storeLaptop.query('status', null);
        if (restored !== null && restored.database !== 'kept') emptied += 1;
      }
      await scene.expectAll(storeLaptop);
      expect(scene.saves).toBeGreaterThan(filled);
      const done = { [`${engine}: full disks`]: filled, [`${engine}: emptied by one`]: emptied };
      tell({ kind: 'engine', done, saves: scene.saves, lost: 0 });
      await storeLaptop.quit();
      storeBench.close();
    } finally {
      smallDisk.remove();
      await remove();
    }
  });
