import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openStoreWithKeys } from '#server/cli/open-store-with-keys.ts';
import { systemDependencies } from '#server/db/open-store.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import { ageIdentityIn, openRecoveryKeyFile } from '#sync/recovery/recovery-key.ts';
import { answerFileDialogs, restoreBackup, saveBackup } from '#tests/support/app/backup-file.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { type LaptopClock, openWithClock } from '#tests/support/app/laptop-clock.ts';
import { openLaptopDisk } from '#tests/support/app/open-laptop-disk.ts';
import { openVaultOnScreen, someOwner, type VaultOwner } from '#tests/support/app/vault.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { openBoxes } from '#tests/support/canaries/open-boxes.ts';
import { foundIn, needlesOfText } from '#tests/support/disk/needles.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { startRecordingProxy } from '#tests/support/network/recording-proxy.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { serverRows } from '#tests/support/server/server-rows.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const dayMs = 24 * 60 * 60_000;
const workshopTitle = 'National workshop';
const institution = 'Institute of Arlandia';
const halfDays = 8;
/** Files in a vault that have names, before the end of their period. */
const ownFolders = ['deviceRecords', 'journal'];
const passphrase = 'reeds along the river at noon';
const restoredOwner: VaultOwner = { label: 'Restored laptop', passphrase: 'a boat of reeds at noon' };

test('[E 9] a participant’s name opens in a vault and for the desk, until its period ends', async () => {
  test.setTimeout(600_000);
  const { folder, remove } = await temporaryFolder();
  const inFolder = (name: string): string => path.join(folder, name);
  const [data, profile, temporary] = [inFolder('server'), inFolder('laptop'), inFolder('tmp')];
  fs.mkdirSync(temporary);
  let serverProcess = await startServer(data);
  const road = await startRecordingProxy(serverProcess.url);
  const programme = await setUpProgramme(data);
  const canaries = new Canaries();
  const names = ['first', 'second', 'third'].map((one) => canaries.of(`${one} name`));
  const needles = canaries.needles();
  const places = needlesOfText('institution', institution);

  let laptop = await startLaptop({
    profile,
    temporary,
    enrol: { url: road.url, code: await programme.leadCode() },
  });
  let fieldApp = new FieldApp(laptop.page);
  /** The private key of the certificate desk, once it is made. */
  let identity: string | null = null;
  const openRegister = async (): Promise<void> => {
    await fieldApp.openMission(programme.mission);
    await new WorkshopPage(laptop.page).open(workshopTitle);
    await openSection(laptop.page, 'Register');
  };
  /** Files in journal and database of the open vault with a name, and with a name that the desk can read. */
  const inVault = async (page: Page, at = profile, vaultOwner = someOwner) => {
    const { frames, rows } = await openLaptopDisk(page, at, vaultOwner.passphrase);
    const texts = [...frames.map((text) => ({ table: 'journal', text })), ...rows];
    const named = texts.filter(({ text }) => names.some((name) => text.includes(name)));
    const boxed = await Promise.all(
      texts.map(async (one) => ({
        ...one,
        opened: identity === null ? [] : await openBoxes([one.text], identity),
      })),
    );
    const sealed = boxed.filter(({ opened }) => opened.length > 0);
    return {
      plain: tablesOf(named),
      sealed: tablesOf(sealed),
      read: namesOf(sealed.flatMap(({ opened }) => opened)),
      hasPlaces: texts.some(({ text }) => text.includes(institution)),
    };
  };
  /** Search the road, headquarters' tables and files, and the laptop's files, with laptop and server at rest. */
  const expectNoNameOutside = async (files: readonly string[] = []): Promise<void> => {
    await serverProcess.stop();
    const rows = await serverRows(data);
    // The control: the same search finds content that travels.
    expect(road.recorded().some((one) => foundIn(one, places).length > 0)).toBe(true);
    expect(rows.some(({ row }) => foundIn(row, places).length > 0)).toBe(true);
    expect(road.recorded().flatMap((one) => foundIn(one, needles))).toEqual([]);
    expect(rows.flatMap(({ table, row }) => foundIn(row, needles).map((hit) => `${table}: ${hit}`))).toEqual(
      [],
    );
    const search = searchFolders([data, profile, temporary], needles);
    expect([search.hits, search.unread]).toEqual([[], []]);
    for (const file of files) expect(foundIn(fs.readFileSync(file), needles)).toEqual([]);
    console.log(
      `${road.requests()} requests, ${rows.length} rows, ${search.files} files, ${search.bytes} bytes`,
    );
    serverProcess = await startServer(data, serverProcess.port);
  };

  await test.step('three people are registered while the certificate desk has no key', async () => {
    await fieldApp.openMission(programme.mission);
    const workshopPage = new WorkshopPage(laptop.page);
    await workshopPage.start(workshopTitle);
    await workshopPage.startFromTemplate();
    await registerPeople(laptop.page, names);
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
    expect(await inVault(laptop.page)).toMatchObject({ plain: ownFolders, sealed: [] });
    await laptop.quit();
  });
  await test.step('before sealing, no name is on the road, at headquarters or readable on the disk', () =>
    expectNoNameOutside());

  const words = await programme.createSealKey(inFolder('desk.age'));
  const key = await openKeyFile(inFolder('desk.age'), words);
  identity = key;
  /** Texts that the desk reads in the tables of headquarters: a name, and the number of its certificate. */
  const openedAtServer = async (): Promise<readonly string[]> =>
    openBoxes(
      (await serverRows(data)).map(({ row }) => row.toString()),
      key,
    );
  const sealedAtServer = async (): Promise<readonly string[]> => namesOf(await openedAtServer());
  let laptopClock: LaptopClock;
  await test.step('the desk has a key: the names are sealed, a certificate is issued and printed', async () => {
    laptop = await startLaptop({ profile, temporary, owner: null });
    laptopClock = await openWithClock(laptop.page, () => openVaultOnScreen(laptop.page));
    fieldApp = new FieldApp(laptop.page);
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await openRegister();
    const agree = laptop.page.getByRole('button', {
      name: 'The fingerprint is the same: encrypt to this key',
    });
    await expect(agree).toBeVisible();
    expect(await sealedAtServer(), 'nothing is sealed before a person agrees').toEqual([]);
    await agree.click();
    await expect(laptop.page.getByText('Encrypted', { exact: true }).first()).toBeVisible();
    await expect(laptop.page.getByText('Will be encrypted', { exact: true })).toHaveCount(0);
    await markAllPresent(laptop.page);
    await openSection(laptop.page, 'Certificates');
    await laptop.page.getByRole('button', { name: 'Issue 1 certificate' }).click();
    const checklist = laptop.page.getByRole('dialog');
    await checklist.getByRole('button', { name: 'Issue 1 certificate' }).click();
    await printCertificates(laptop, inFolder('certificates.pdf'));
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
  });
  await test.step('after sealing, the desk reads the names at headquarters, and nobody else', async () => {
    await saveBackup(laptop, inFolder('before.fieldbook-backup'), passphrase);
    await expectNoNameOutside([inFolder('before.fieldbook-backup')]);
    expect(await sealedAtServer()).toEqual(names.toSorted());
    // The number is on the paper beside the name: at headquarters it is nowhere but in the box of the name.
    const numbers = (await openedAtServer()).flatMap((text) => text.split('\n')[1] ?? []);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers[0]).toMatch(/^[B-Z2-9]{4}-[B-Z2-9]{4}-[B-Z2-9]{4}$/);
    const numbered = (await serverRows(data)).filter(({ row }) => row.toString().includes(numbers[0] ?? ''));
    expect(numbered.map(({ table }) => table)).toEqual([]);
    expect(await inVault(laptop.page)).toMatchObject({ plain: ownFolders, read: names.toSorted() });
  });

  await test.step('31 days later, offline all the time, no name is in the vault', async () => {
    await fieldApp.simulateNoNetwork(true);
    await passDays(laptop.page, laptopClock, 29);
    expect((await inVault(laptop.page)).plain).toEqual(ownFolders);
    await passDays(laptop.page, laptopClock, 2);
    await expect.poll(async () => (await inVault(laptop.page)).plain, { timeout: 60_000 }).toEqual([]);
  });
  await test.step('after the days in the list, offline too, no sealed name is in the vault', async () => {
    // A look that took longer than a day counts as one: on a busy machine the list is over some days later.
    await expect(async () => {
      await passDays(laptop.page, laptopClock, 1);
      expect((await inVault(laptop.page)).sealed).toEqual([]);
    }).toPass({ timeout: 180_000 });
    await openRegister();
    await expect(laptop.page.getByRole('row', { name: institution }).first()).toBeVisible();
    for (const name of names) await expect(laptop.page.getByText(name)).toHaveCount(0);
    await expect(laptop.page.getByText(/^The names of 3 participants were erased on /)).toBeVisible();
    await saveBackup(laptop, inFolder('after.fieldbook-backup'), passphrase);
  });
  await test.step('headquarters’ clock erases the sealed names in the same days', async () => {
    await serverProcess.stop();
    await letDaysPassAt(data, 32);
    expect(await sealedAtServer()).toEqual([]);
    serverProcess = await startServer(data, serverProcess.port);
  });
  await test.step('nothing comes back with the network or the next start', async () => {
    await fieldApp.simulateNoNetwork(false);
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await laptop.quit();
    laptop = await startLaptop({ profile, temporary });
    fieldApp = new FieldApp(laptop.page);
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    expect(await inVault(laptop.page)).toMatchObject({ plain: [], sealed: [], hasPlaces: true });
    await laptop.quit();
    await expectNoNameOutside([inFolder('after.fieldbook-backup')]);
    expect(await sealedAtServer()).toEqual([]);
  });
  await test.step('a backup made later has no name, and the one made before gives none back to headquarters', async () => {
    for (const [backup, expected] of [
      ['after', []],
      ['before', ownFolders],
    ] as const) {
      const restoredIn = inFolder(`restored-${backup}`);
      const second = await startLaptop({ profile: restoredIn, owner: null });
      await second.page.getByRole('button', { name: 'Restore a backup' }).click();
      await answerFileDialogs(second, inFolder(`${backup}.fieldbook-backup`));
      await restoreBackup(second, passphrase, restoredOwner);
      await expect(second.page.locator('main.unlock')).toHaveCount(0, { timeout: 60_000 });
      const restored = new FieldApp(second.page);
      await restored.openMission(programme.mission);
      await expect(second.page.getByRole('tab', { name: 'Workshops' })).toBeVisible();
      await restored.untilAtRest();
      const found = await inVault(second.page, restoredIn, restoredOwner);
      // Headquarters erased the sealed names, and the restored laptop asks it before it sends (docs/retention.md).
      expect(found).toMatchObject({ plain: expected, read: [] });
      expect(await sealedAtServer()).toEqual([]);
      expect(found.hasPlaces).toBe(true);
      await second.quit();
      expect(searchFolders([restoredIn], needles).hits).toEqual([]);
    }
  });
  await serverProcess.stop();
  await road.close();
  await remove();
});

const tablesOf = (texts: readonly { readonly table: string }[]): readonly string[] =>
  [...new Set(texts.map(({ table }) => table))].toSorted();

/** Names in texts of the desk, each once. */
const namesOf = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map((text) => text.split('\n', 1)[0] ?? ''))].toSorted();

async function openSection(page: Page, name: string): Promise<void> {
  const sections = page.getByRole('navigation', { name: 'Sections of the workshop' });
  await sections.getByRole('link', { name, exact: true }).click();
}

async function registerPeople(page: Page, names: readonly string[]): Promise<void> {
  await openSection(page, 'Register');
  for (const [at, name] of names.entries()) {
    await page.getByRole('button', { name: 'Add participant' }).first().click();
    if (at === 0) await page.getByRole('button', { name: 'It was shown and read out' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add participant' });
    const institutionField = dialog.getByRole('combobox', { name: 'Institution' });
    await institutionField.fill(institution);
    // An open list hides the rest of the dialog from the accessibility tree.
    await institutionField.press('Tab');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(name, { exact: true })).toBeVisible();
  }
}

/** Mark every half-day of the first participant. */
async function markAllPresent(page: Page): Promise<void> {
  await openSection(page, 'Attendance');
  const cells = page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell');
  await cells.first().click();
  for (let at = 1; at < halfDays; at += 1) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
  }
  await expect(cells.nth(halfDays - 1)).toHaveAccessibleName(/Present/);
}

async function printCertificates(laptop: Laptop, file: string): Promise<void> {
  await answerFileDialogs(laptop, file);
  await laptop.page.getByRole('button', { name: 'Print certificates' }).click();
  await laptop.page.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(laptop.page.getByText('File saved.')).toBeVisible({ timeout: 60_000 });
  await laptop.page.keyboard.press('Escape');
}

/** The private key in a file of `create-seal-key`. */
async function openKeyFile(file: string, words: string): Promise<string> {
  const opened = await openRecoveryKeyFile(fs.readFileSync(file, 'utf8'), [words]);
  const identity = opened.ok ? ageIdentityIn(opened.value) : null;
  if (identity === null) throw new Error('The words do not open the key file');
  return identity;
}

/** Days on which the app was open all the time. */
async function passDays(page: Page, laptopClock: LaptopClock, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await laptopClock.pass(dayMs);
    // Reading the due items uses the database, which takes no time of the laptop's clock.
    await page.waitForTimeout(300);
  }
}

/** The looks of headquarters' clock on this many days, by the function that its server calls. */
async function letDaysPassAt(data: string, days: number): Promise<void> {
  const { store } = await openStoreWithKeys({ data });
  try {
    for (let day = 0; day <= days; day += 1) {
      const nowMs = (): number => systemDependencies.nowMs() + day * dayMs;
      await runRetention(store, { ...systemDependencies, nowMs }, { erases: true, actor: 'retention clock' });
    }
  } finally {
    await store.destroy();
  }
}
