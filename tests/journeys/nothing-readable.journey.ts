import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { writePlainDatabase } from '#tests/support/app/plain-database.ts';
import { keysOf } from '#tests/support/app/vault-keys.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { sendCanaries } from '#tests/support/canaries/send-canaries.ts';
import { join, typeIntoAssessment, typeIntoWorkshop } from '#tests/support/canaries/type-canaries.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { type ServerStore, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

test('no file of the profile or temporary folder contains readable text that a person wrote', async () => {
  test.setTimeout(240_000);
  const { folder, remove } = await temporaryFolder();
  const [profile, temporary, outside] = ['profile', 'tmp', 'outside'].map((name) => {
    const made = path.join(folder, name);
    fs.mkdirSync(made);
    return made;
  }) as [string, string, string];
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const canaries = new Canaries();
  // The colleague's document about the mission gives it another title.
  const missionTitle = canaries.of('mission title');
  const canaryProgramme = await programmeOf(data, canaries);
  await sendCanaries(
    serverProcess.url,
    await canaryProgramme.code('colleague'),
    canaryProgramme.log,
    canaries,
  );

  // The label of the vault is the one readable thing.
  const owner = { label: 'Shared laptop', passphrase: canaries.of('passphrase') };
  let laptop = await startLaptop({ profile, temporary, owner });
  await test.step('everything is typed, sent and received', async () => {
    await join(laptop.page, serverProcess.url, await canaryProgramme.code('lead'), canaries);
    const fieldApp = new FieldApp(laptop.page);
    await fieldApp.untilAtRest();
    await typeIntoAssessment(laptop.page, missionTitle, canaries);
    await typeIntoWorkshop(laptop.page, missionTitle, canaries);
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
  });
  await test.step('the sync log is saved to a folder outside the profile', () =>
    saveSyncLog(laptop, outside));
  const needles = [...canaries.needles(), ...(await keysOf(profile, owner.passphrase))];
  await test.step('the renderer crashes; the app is killed, reopened, locked and closed in the ordinary way', async () => {
    await crashRenderer(laptop);
    await laptop.kill();
    expect(searchFolders([profile, temporary], needles).hits).toEqual([]);
    laptop = await startLaptop({ profile, temporary, owner });
    await new FieldApp(laptop.page).openMission(missionTitle);
    await lockVault(laptop.page);
    await laptop.quit();
  });
  await test.step('the control search finds text that this profile stores unencrypted', async () => {
    laptop = await startLaptop({ profile, temporary, owner });
    const control = new Canaries();
    const rows = [{ narrow: control.of('one-byte row'), wide: control.of('two-byte row') }];
    // Enough rows that the log with the app's own rows becomes a table too.
    await writePlainDatabase(laptop.page, rows, 6);
    await laptop.page.evaluate((text) => localStorage.setItem('control', text), control.of('local storage'));
    await laptop.quit();
    const { hits } = searchFolders([profile], control.needles());
    expect(hits).toContainEqual(expect.stringMatching(/\.ldb: one-byte row \(utf-8\)$/));
    expect(hits).toContainEqual(expect.stringMatching(/\.ldb: two-byte row \(utf-16\)$/));
    expect(hits).toContainEqual(expect.stringMatching(/^Local Storage.*: local storage/));
  });

  const search = searchFolders([profile, temporary], needles);
  console.log(
    `${search.files} files, ${search.bytes} bytes, ${canaries.count} canaries: ${search.hits.length} hits`,
  );
  expect(search.unread).toEqual([]);
  expect(search.hits).toEqual([]);
  await serverProcess.stop();
  await remove();
});

interface CanaryProgramme {
  readonly log: string;
  code(person: 'lead' | 'colleague'): Promise<string>;
}

/** A programme with canaries as names of its mission and persons. */
async function programmeOf(store: ServerStore, canaries: Canaries): Promise<CanaryProgramme> {
  const admin = (...args: readonly string[]): Promise<unknown> => serverCommand(store, 'admin', ...args);
  const { log } = z
    .object({ log: z.string() })
    .parse(await admin('add-log', '--kind', 'mission', '--title', canaries.of('mission'), '--country', 'XA'));
  const persons: Record<string, string> = {};
  for (const name of ['lead', 'colleague']) {
    const added = await admin('add-person', '--name', canaries.of(`name of the ${name}`), '--role', 'lead');
    const { person } = z.object({ person: z.string() }).parse(added);
    await admin('grant', '--person', person, '--log', log, '--role', 'lead');
    persons[name] = person;
  }
  return {
    log,
    async code(name) {
      const made = await admin('enrol-code', '--person', persons[name] ?? '');
      return z.object({ code: z.string() }).parse(made).code;
    },
  };
}

/** The system's dialog is answered for the person. */
async function saveSyncLog({ app, page }: Laptop, outside: string): Promise<void> {
  const file = path.join(outside, 'sync-log.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('link', { name: 'Sync status' }).click();
  await page.getByRole('button', { name: 'Export', exact: true }).first().click();
  await expect.poll(() => fs.existsSync(file)).toBe(true);
}

async function crashRenderer({ app, page }: Laptop): Promise<void> {
  const gone = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );
  await gone;
}
