import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { answerFileDialogs, restoreBackup, saveBackup } from '#tests/support/app/backup-file.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer, stateRecoveryKey } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const institution = 'Forensic laboratory';
const type = 'Forensic laboratory or digital forensic unit';
const dimension = 'Institutions, people and training';
const words = 'reeds along the river at noon';
const restoredOwner = { label: 'Restored laptop', passphrase: 'a boat of reeds at noon' };

const vaultsOf = (profile: string): readonly string[] => {
  const folder = path.join(profile, 'vaults');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};

test('a backup becomes another device on a second laptop; headquarters keeps the writes of both', async () => {
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  await stateRecoveryKey(data, path.join(folder, 'recovery'));
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const file = path.join(folder, 'mine.fieldbook-backup');
  const firstLaptop = await startLaptop({
    profile: path.join(folder, 'first'),
    enrol: { url: serverProcess.url, code: await programme.leadCode() },
  });
  const lead = new FieldApp(firstLaptop.page);

  await test.step('work that headquarters does not have is backed up', async () => {
    await lead.openMission(programme.mission);
    await lead.simulateNoNetwork(true);
    await lead.startAssessment(institution, type);
    await lead.openDimension(dimension);
    await lead.rate('D3.2', 1);
    await lead.untilSaved();
    await saveBackup(firstLaptop, file, words);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(fs.readFileSync(file).includes(institution)).toBe(false);
  });

  await test.step('the first laptop writes on under the same numbers, and sends', async () => {
    await lead.openAssessment(programme.mission, institution);
    await lead.openDimension(dimension);
    await lead.rate('D3.3', 3);
    await lead.untilSaved();
    await lead.simulateNoNetwork(false);
    await lead.untilNothingWaits();
  });

  const profile = path.join(folder, 'second');
  const second = await startLaptop({ profile, owner: null });
  const { page } = second;
  const restored = new FieldApp(page);
  await test.step('cut off, or with another passphrase, it is refused and nothing is left', async () => {
    const cut = path.join(folder, 'cut.fieldbook-backup');
    fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, -100));
    await page.getByRole('button', { name: 'Restore a backup' }).click();
    await answerFileDialogs(second, cut);
    await restoreBackup(second, words, restoredOwner);
    await expect(page.getByRole('alert')).toContainText('damaged or incomplete', { timeout: 60_000 });
    await answerFileDialogs(second, file);
    await restoreBackup(second, 'not the words of this backup', restoredOwner);
    await expect(page.getByRole('alert')).toContainText('not the passphrase of this backup', {
      timeout: 60_000,
    });
    expect(vaultsOf(profile)).toEqual([]);
  });

  await test.step('the restored laptop has the backed-up work and receives the later work from headquarters', async () => {
    await restoreBackup(second, words, restoredOwner);
    await expect(page.locator('main.unlock')).toHaveCount(0, { timeout: 60_000 });
    expect(vaultsOf(profile)).toHaveLength(1);
    await restored.openAssessment(programme.mission, institution);
    await restored.openDimension(dimension);
    await restored.expectLevel('D3.2', 1);
    await restored.untilNothingWaits();
    await expect(restored.question('D3.3').getByRole('radio', { name: 'Level 3' })).toBeChecked({
      timeout: 45_000,
    });
  });

  await test.step('both laptops write, and each receives the writes of the other', async () => {
    await restored.rate('D3.4', 4);
    await restored.untilNothingWaits();
    await lead.rate('D3.8', 2);
    await lead.untilNothingWaits();
    for (const [app, id, level] of [
      [lead, 'D3.4', 4],
      [restored, 'D3.8', 2],
    ] as const) {
      await app.syncNow();
      await app.openAssessment(programme.mission, institution);
      await app.openDimension(dimension);
      await expect(app.question(id).getByRole('radio', { name: `Level ${level}` })).toBeChecked({
        timeout: 45_000,
      });
    }
  });

  await test.step('a third laptop, new to it all, gets everything of both from headquarters', async () => {
    const third = await startLaptop({
      profile: path.join(folder, 'third'),
      enrol: { url: serverProcess.url, code: await programme.secondCode() },
    });
    const colleague = new FieldApp(third.page);
    await colleague.openAssessment(programme.mission, institution);
    await colleague.openDimension(dimension);
    for (const [id, level] of [
      ['D3.2', 1],
      ['D3.3', 3],
      ['D3.4', 4],
      ['D3.8', 2],
    ] as const)
      await expect(colleague.question(id).getByRole('radio', { name: `Level ${level}` })).toBeChecked({
        timeout: 45_000,
      });
    await third.quit();
  });

  await test.step('chosen erasure saves unsent work in a file for headquarters, named on the lock screen', async () => {
    await restored.simulateNoNetwork(true);
    await restored.rate('D3.2', 2);
    await restored.untilSaved();
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('button', { name: 'Erase this vault' }).click();
    await expect(page.getByRole('checkbox', { name: /^First save unsent changes/ })).toBeChecked();
    await expect(page.getByRole('button', { name: 'Erase now' })).toBeDisabled();
    await page.getByLabel(/^To erase it, type its name/).fill(restoredOwner.label);
    await page.getByRole('button', { name: 'Erase now' }).click({ noWaitAfter: true });
    await expect(page.getByText(`The vault “${restoredOwner.label}” was erased`)).toBeVisible({
      timeout: 60_000,
    });
    const sealed = fs.readdirSync(path.join(profile, 'for-headquarters'));
    expect(sealed).toEqual([expect.stringMatching(/\.age$/)]);
    await expect(page.locator('main.unlock')).toContainText(sealed[0] ?? '');
    await expect(page.getByRole('radio')).toHaveCount(0);
  });

  await firstLaptop.quit();
  await second.quit();
  await serverProcess.stop();
  await remove();
});
