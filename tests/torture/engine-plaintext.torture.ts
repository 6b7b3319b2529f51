import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { databaseEngines } from '#electron/database-engine.ts';
import { needlesOfText } from '#tests/support/disk/needles.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { openStoreBench } from './support/store-bench.ts';

for (const engine of databaseEngines)
  test(`nothing that was written can be read in any file of ${engine}, and the search finds what is deleted`, async () => {
    test.setTimeout(120_000);
    const { folder, remove } = await temporaryFolder();
    const storeBench = await openStoreBench(path.join(folder, 'profile'));
    const { scene, databases } = storeBench;
    const files = path.join(databases, 'IndexedDB');
    let storeLaptop = await storeBench.start(engine);
    await scene.expectAll(storeLaptop);
    for (let saves = 0; saves < 5; saves += 1) await scene.save(storeLaptop);
    await scene.expectAll(storeLaptop);
    const needles = needlesOfText('title', scene.secret);
    // Killed, SQLite leaves its write-ahead log; closed, all is in the file.
    await storeLaptop.kill();
    expect(searchFolders([databases], needles)).toMatchObject({ hits: [], unread: [] });
    storeLaptop = await storeBench.start(engine);
    await scene.expectAll(storeLaptop);
    await storeLaptop.quit();
    expect(searchFolders([databases], needles)).toMatchObject({ hits: [], unread: [] });

    const [kept, deleted] = [randomBytes(15).toString('base64url'), randomBytes(15).toString('base64url')];
    storeLaptop = await storeBench.start(engine);
    await storeLaptop.writePlainly({ kept, deleted });
    // Chromium's SQLite overwrites pages that it frees; until then the write-ahead log has the deleted rows.
    await storeLaptop.kill();
    const control = [...needlesOfText('kept', kept), ...needlesOfText('deleted', deleted)];
    const found = searchFolders([files], control).hits.map((hit) => hit.replace(/^.*: /, ''));
    expect(found).toEqual(expect.arrayContaining(['kept (utf-8)', 'deleted (utf-8)']));
    storeBench.close();
    await remove();
  });
