import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { openVaultOnScreen } from '#tests/support/app/vault.ts';
import { mountSmallDisk } from '#tests/support/disk/small-disk.ts';
import { isTimeOver, rounds, seed, tell } from '#tests/support/random/rounds.ts';
import { randomFrom } from '#tests/support/random/seeded-numbers.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';

// Only root may mount a small file system; elsewhere tests/electron/journal* fill a disk that is played.
test.skip(process.getuid?.() !== 0, 'mounting a small disk takes root');

/** A write that takes so long on a full disk was not saved, and is not waited for. */
const refusedAfterMs = 5_000;

/** A round takes ten seconds, and on a busy machine five times as long. */
const disks = Math.ceil(rounds / 3);

test(`[D4] a disk that fills up ${disks} times, each time killed, locked or neither, loses nothing that was shown as saved`, async () => {
  test.setTimeout(180_000 + disks * 300_000);
  const random = randomFrom(seed);
  const { folder, remove } = await temporaryFolder();
  const smallDisk = mountSmallDisk(path.join(folder, 'disk'), 256);
  try {
    const data = path.join(folder, 'server');
    const serverProcess = await startServer(data);
    const programme = await setUpProgramme(data);
    const profile = path.join(smallDisk.folder, 'laptop');
    const enrol = { url: serverProcess.url, code: await programme.leadCode() };
    const assessor = new Assessor();
    let laptop = await startLaptop({ profile, enrol });
    await assessor.begin(laptop.page);
    await assessor.work(laptop.page, random, () => assessor.saves >= 3);

    let filled = 0;
    let stops = 0;
    const alive = async (): Promise<void> => void (stops += await untilAlive(laptop.page));
    for (; filled < disks && !isTimeOver(); filled += 1) {
      // Another program takes all room: the reserve is given up, and the person goes on. A write of that very moment
      // may have to be tried again.
      const enough = assessor.saves + 6;
      const goOn = (savedWithinMs?: number): Promise<void> =>
        assessor.work(laptop.page, random, () => assessor.saves >= enough, savedWithinMs);
      smallDisk.fillUpTo(0);
      await goOn(refusedAfterMs).catch(async () => {
        await alive();
        await assessor.returnTo(laptop.page);
        await goOn();
      });
      await assessor.returnTo(laptop.page);
      if (filled % 2 === 0) {
        // A person may leave a laptop with a full disk, and come back to it.
        await lockVault(laptop.page);
        await openVaultOnScreen(laptop.page);
        await assessor.returnTo(laptop.page);
      }
      // It takes the reserve too, again and again: sooner or later a write is not saved, and the screen says so.
      const isEnough = (): boolean => {
        smallDisk.fillUpTo(0);
        return assessor.saves >= enough + 10;
      };
      await assessor.work(laptop.page, random, isEnough, refusedAfterMs).catch(() => undefined);
      if (random() < 0.5) {
        await laptop.kill();
        smallDisk.empty();
      } else {
        smallDisk.empty();
        await alive();
        await assessor.returnTo(laptop.page);
        await laptop.quit();
      }
      laptop = await startLaptop({ profile });
      await assessor.returnTo(laptop.page);
      const before = assessor.saves;
      await assessor.work(laptop.page, random, () => assessor.saves > before);
      await expect.poll(() => hasReserve(profile)).toBe(true);
    }

    const fieldApp = new FieldApp(laptop.page);
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
    await expectEqualCopies(laptop, serverProcess.url, await programme.reviewerConsoleCode());
    expect(assessor.saves).toBeGreaterThan(filled);
    tell({ kind: 'full', done: { disks: filled, stops }, saves: assessor.saves, lost: 0 });
    await laptop.quit();
    await serverProcess.stop();
  } finally {
    smallDisk.remove();
    await remove();
  }
});

/**
 * The app goes on by itself when there is room. Only a database that was left without an answer stops it; then it asks
 * to be opened again.
 * @returns how often it had stopped
 */
async function untilAlive(page: Page): Promise<number> {
  const fieldApp = new FieldApp(page);
  let stops = 0;
  await expect(async () => {
    const openAgain = page.getByRole('button', { name: 'Open again' });
    if (await openAgain.isVisible()) {
      stops += 1;
      await openAgain.click();
    }
    await fieldApp.openMission('Arlandia');
    await page
      .getByRole('main')
      .getByRole('link', { name: 'Forensic laboratory' })
      .waitFor({ timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  return stops;
}

/** Is the room set aside again that the app gives up when the disk is full? */
function hasReserve(profile: string): boolean {
  const vaults = path.join(profile, 'vaults');
  return fs
    .readdirSync(vaults)
    .some((vault) => fs.existsSync(path.join(vaults, vault, 'journal', 'reserve')));
}
