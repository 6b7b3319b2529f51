import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { damageFile } from '#tests/disk/damage.ts';
import { filesBelow } from '#tests/disk/search-folder.ts';
import { startCountingProxy } from '#tests/journeys/support/counting-proxy.ts';
import { FieldApp } from '#tests/journeys/support/field-app.ts';
import { startLaptop } from '#tests/journeys/support/laptop.ts';
import { writePlainDatabase } from '#tests/journeys/support/plain-database.ts';
import { lockVault } from '#tests/journeys/support/lock-and-erase.ts';
import { setUpProgramme } from '#tests/journeys/support/programme.ts';
import { startServer } from '#tests/journeys/support/server-process.ts';
import { temporaryFolder } from '#tests/journeys/support/temporary-folder.ts';
import { openVaultOnScreen, someOwner } from '#tests/journeys/support/vault.ts';
import { Assessor } from './support/assessor.ts';
import { expectEqualCopies } from './support/compare-with-headquarters.ts';
import { allCells, type Cell } from './support/damage-cells.ts';
import { randomFrom } from './support/random.ts';
import { from, isTimeOver, rounds, seed, tell } from './support/rounds.ts';

const table = allCells().filter(({ name }) => name.includes(process.env['FIELDBOOK_CELL'] ?? ''));
const cells = Array.from(
  { length: Math.min(rounds, table.length) },
  (_, at) => table[(from + at) % table.length],
).filter((cell): cell is Cell => cell !== undefined);

test(`[D2, D3] files damaged between two starts, ${cells.length} of ${table.length} cells of the table, cost nothing that was shown as saved`, async () => {
  test.setTimeout(120_000 + rounds * 60_000);
  const random = randomFrom(seed);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const server = await startServer(data);
  const road = await startCountingProxy(server.url);
  const programme = await setUpProgramme(data);
  const profile = path.join(folder, 'laptop');
  const enrol = { url: road.url, code: await programme.leadCode() };
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
  for (const cell of cells.filter(({ expected }) => expected === 'kept')) {
    if (isTimeOver()) break;
    await test.step(cell.name, async () => {
      // What is saved now headquarters has; what is saved from here on only this laptop has.
      const field = new FieldApp(laptop.page);
      await field.syncNow();
      await field.untilNothingWaits();
      road.cut();
      const before = contentsOf(profile);
      await assessor.returnTo(laptop.page);
      await saveMore();
      // So much that LevelDB makes tables of its log, with the app's own rows in them.
      if (cell.target.find(profile) === null) await writePlainDatabase(laptop.page, [], 6);
      // While the vault is locked, too, nobody but the disk has the journal.
      const isLocked = cell.target.name === 'journal' && random() < 0.5;
      if (isLocked) await lockVault(laptop.page);
      else await (random() < 0.5 ? laptop.kill() : laptop.quit());

      if (damageCell(cell, profile, random(), before) !== null) count(cell);
      if (isLocked) await openVaultOnScreen(laptop.page);
      else laptop = await startLaptop({ profile });
      road.mend();
      await assessor.returnTo(laptop.page);
    });
  }
  // All of these stop the app from opening, and the file is put back: what was saved before the first is looked for
  // after the last.
  const stopping = cells.filter(({ expected }) => expected === 'stopped');
  if (stopping.length > 0 && !isTimeOver()) {
    road.cut();
    const before = contentsOf(profile);
    await saveMore();
    await (random() < 0.5 ? laptop.kill() : laptop.quit());
    const whole = contentsOf(profile);
    for (const cell of stopping) {
      if (isTimeOver()) break;
      await test.step(cell.name, async () => {
        const damaged = damageCell(cell, profile, random(), before);
        if (damaged === null) return;
        count(cell);
        await expectStopped(profile);
        for (const [file, bytes] of whole) if (!fs.existsSync(file) || file === damaged) putBack(file, bytes);
      });
    }
    laptop = await startLaptop({ profile });
    road.mend();
    await assessor.returnTo(laptop.page);
  }
  const field = new FieldApp(laptop.page);
  await field.syncNow();
  await field.untilNothingWaits();
  await expectEqualCopies(laptop, server.url, await programme.reviewerConsoleCode());
  tell({ kind: 'damage', done, saves: assessor.saves, lost: 0, of: table.length });

  await laptop.quit();
  await road.close();
  await server.stop();
  await remove();
});

/** Which file was damaged; null when there is nothing to damage, such as no older copy. */
function damageCell(
  { name, target, damage }: Cell,
  profile: string,
  random: number,
  before: ReadonlyMap<string, Buffer>,
): string | null {
  const file = target.find(profile);
  if (file !== null && damageFile(file, damage, random, (at) => before.get(at) ?? null)) return file;
  console.log(`${name}: nothing to damage`);
  return null;
}

/** The app says that it cannot go on, or that there is nothing yet, and leaves every file as it is. */
async function expectStopped(profile: string): Promise<void> {
  const before = contentsOf(profile);
  const laptop = await startLaptop({ profile, owner: null });
  const { page } = laptop;
  await expect(page.locator('main').first()).toBeVisible();
  if (await page.getByRole('heading', { name: 'Open your vault' }).isVisible()) {
    const passphrase = page.getByRole('textbox', { name: 'Passphrase' });
    // A vault whose name cannot be read is shown, and cannot be chosen.
    if (await passphrase.isEnabled().catch(() => false)) {
      await passphrase.fill(someOwner.passphrase);
      await page.keyboard.press('Enter');
    }
    const sentence = /cannot be read|not the passphrase|could not be opened|has stopped|Join your programme/;
    await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 30_000 });
  } else {
    await expect(page.getByRole('heading', { name: 'Make your vault' })).toBeVisible();
  }
  await laptop.kill();
  for (const [file, bytes] of contentsOf(profile))
    if (/[/\\](vault|device|enrolment)\.json$/.test(file)) expect(bytes, file).toEqual(before.get(file));
}

/** Everything that the vault and the database stand on, by its path. */
function contentsOf(profile: string): ReadonlyMap<string, Buffer> {
  const files = ['vaults', 'IndexedDB'].flatMap((name) => filesBelow(path.join(profile, name)));
  return new Map(files.filter(isSmall).map((file) => [file, fs.readFileSync(file)]));
}

/** The reserve of the journal is 16 MiB of nothing. */
const isSmall = (file: string): boolean => path.basename(file) !== 'reserve';

function putBack(file: string, bytes: Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
}
