import path from 'node:path';
import { test } from '@playwright/test';
import { pinnedDatabaseEngine } from '#electron/database-engine.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { writePlainDatabase } from '#tests/support/app/plain-database.ts';
import { openVaultOnScreen } from '#tests/support/app/vault.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';
import { from, isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';
import { allCells, type Cell, damageCell, startsOf } from './support/damage-cells.ts';
import { expectStopped } from './support/expect-stopped.ts';
import { contentsOf, putBack } from './support/profile-files.ts';

// Part of the stand-in for Electron (docs/decisions/0002-indexeddb-engine.md).
const table = allCells(pinnedDatabaseEngine).filter(({ name }) =>
  name.includes(process.env['FIELDBOOK_CELL'] ?? ''),
);
const cells = Array.from(
  { length: Math.min(rounds, table.length) },
  (_, at) => table[(from + at) % table.length],
).filter((cell): cell is Cell => cell !== undefined);

test(`[D2, D3] files damaged between two starts, ${cells.length} of ${table.length} cells of the table, cost nothing that was shown as saved`, async () => {
  test.setTimeout(120_000 + rounds * 60_000);
  const random = randomFrom(seed);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const countingProxy = await startCountingProxy(serverProcess.url);
  const programme = await setUpProgramme(data);
  const profile = path.join(folder, 'laptop');
  const enrol = { url: countingProxy.url, code: await programme.leadCode() };
  const assessor = new Assessor();
  let laptop = await startLaptop({ profile, enrol });
  await assessor.begin(laptop.page);
  await assessor.work(laptop.page, random, () => assessor.saves >= 2);

  const done: Record<string, number> = {};
  const count = ({ name }: Cell): void => void (done[name] = (done[name] ?? 0) + 1);
  const saveMore = async (): Promise<void> => {
    const enough = assessor.saves + 2;
    await assessor.work(laptop.page, random, () => assessor.saves >= enough);
  };
  for (const together of startsOf(cells.filter(({ expected }) => expected === 'kept'))) {
    if (isTimeOver()) break;
    await test.step(together.map(({ name }) => name).join('; '), async () => {
      // Values saved now are at headquarters; values saved from here on are only on this laptop.
      await untilHeadquartersHasAll(laptop);
      // Enough data that LevelDB makes tables of its log, with the app's own rows in them, old ones and new ones.
      const isTableAbsent = together.some(({ target }) => target.find(profile) === null);
      const makeTables = (): Promise<void> => writePlainDatabase(laptop.page, [], 6);
      if (isTableAbsent) await makeTables();
      countingProxy.cut();
      const before = contentsOf(profile);
      await assessor.returnTo(laptop.page);
      await saveMore();
      if (isTableAbsent) await makeTables();
      // While the vault is locked, too, nobody but the disk has the journal.
      const isLocked = together.some(({ target }) => target.name === 'journal') && random() < 0.5;
      if (isLocked) await lockVault(laptop.page);
      else await (random() < 0.5 ? laptop.kill() : laptop.quit());

      for (const cell of together) if (damageCell(cell, profile, random(), before)) count(cell);
      if (isLocked) await openVaultOnScreen(laptop.page);
      else laptop = await startLaptop({ profile });
      countingProxy.restore();
      await assessor.returnTo(laptop.page);
    });
  }
  // All of these stop the app from opening, and the file is put back. Values saved before the first are looked for
  // after the last. A vault's folder that was put back is a restored copy, and a new device when it opens (P2). So the
  // cells that take the folder away come when no other opens it.
  const stopping = cells
    .filter(({ expected }) => expected === 'stopped')
    .toSorted((cell, otherCell) => Number(isOfFolder(cell)) - Number(isOfFolder(otherCell)));
  if (stopping.length > 0 && !isTimeOver()) {
    // LevelDB goes on behind a record that was cut off, and Chromium takes the database away at the start after next.
    // Effects of an earlier cell are met here, so that each of these has one thing damaged.
    await laptop.quit();
    laptop = await startLaptop({ profile });
    await untilHeadquartersHasAll(laptop);
    // Data that this start has to fetch again is there before the network ends.
    await assessor.returnTo(laptop.page);
    countingProxy.cut();
    const before = contentsOf(profile);
    await saveMore();
    await laptop.quit();
    const whole = contentsOf(profile);
    for (const cell of stopping) {
      if (isTimeOver()) break;
      await test.step(cell.name, async () => {
        if (!damageCell(cell, profile, random(), before)) return;
        count(cell);
        await expectStopped(profile);
        putBack(profile, whole);
      });
    }
    laptop = await startLaptop({ profile });
    countingProxy.restore();
    await assessor.returnTo(laptop.page);
  }
  await untilHeadquartersHasAll(laptop);
  await expectEqualCopies(laptop, serverProcess.url, await programme.reviewerConsoleCode());
  tell({ kind: 'damage', done, saves: assessor.saves, lost: 0, of: table.length });

  await laptop.quit();
  await countingProxy.close();
  await serverProcess.stop();
  await remove();
});

async function untilHeadquartersHasAll({ page }: Laptop): Promise<void> {
  const fieldApp = new FieldApp(page);
  await fieldApp.syncNow();
  await fieldApp.untilNothingWaits();
}

const isOfFolder = ({ damage }: Cell): boolean => damage === 'its folder is missing';
