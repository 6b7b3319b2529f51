import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { serverCommand, startServer, stateRecoveryKey } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// A person who forgot the passphrase gets back in (docs/security-requirements.md 2). Two people give them a block of
// text and six words.

/** The console's page for recoveries, in a browser of its own, of an administrator who signed in. */
async function administrator(
  data: string,
  url: string,
  name: string,
): Promise<{ browser: Browser; page: Page }> {
  const added = await serverCommand(data, 'admin', 'add-person', '--name', name, '--role', 'admin');
  const { person } = z.object({ person: z.string() }).parse(added);
  const made = await serverCommand(data, 'admin', 'console-code', '--person', person);
  const opened = await openConsole(url);
  await signInFirstTime(opened.page, z.object({ code: z.string() }).parse(made).code);
  await opened.page.getByRole('link', { name: 'Recovery', exact: true }).click();
  return opened;
}

test('headquarters’ answer renews a forgotten passphrase: the work remains, and the old passphrase opens nothing', async () => {
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const holders = await stateRecoveryKey(data, path.join(folder, 'recovery'));
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: serverProcess.url, code: await programme.leadCode() },
  });
  const { page } = laptop;
  const fieldApp = new FieldApp(page);
  await fieldApp.openMission(programme.mission);
  await fieldApp.startAssessment(
    'Forensic laboratory of Arlandia',
    'Forensic laboratory or digital forensic unit',
  );
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.untilNothingWaits();

  const first = await administrator(data, serverProcess.url, 'First administrator');
  const second = await administrator(data, serverProcess.url, 'Second administrator');
  const answer = await test.step('one administrator starts, and only another one can approve', async () => {
    await first.page.getByRole('button', { name: /^Start recovery for/ }).click({ timeout: 30_000 });
    await expect(first.page.getByText('Waiting for a second administrator')).toBeVisible();
    await expect(first.page.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

    await second.page.getByRole('button', { name: /^Approve recovery for/ }).click({ timeout: 30_000 });
    const shown = second.page.getByRole('alertdialog');
    const [one = '', other = ''] = holders.words;
    await shown.locator('input[type=file]').setInputFiles(holders.file);
    await shown.getByLabel('Six words of one holder').fill(one);
    await shown.getByLabel('Six words of the other holder').fill(other);
    await shown.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(shown.locator('.console-recovery-block')).toBeVisible({ timeout: 60_000 });
    const [block, words] = [
      await shown.locator('.console-recovery-block').innerText(),
      await shown.locator('.console-recovery-words').innerText(),
    ];
    await shown.getByRole('button', { name: 'Close' }).click();
    await expect(second.page.getByText('Approved')).toBeVisible();
    await expect(second.page.getByText(words)).toHaveCount(0);
    return { block, words };
  });

  await fieldApp.simulateNoNetwork(true);
  await lockVault(page);
  await page.getByRole('button', { name: 'I forgot my passphrase' }).click();
  await page.getByLabel('Recovery code').fill(answer.block);
  await page.getByLabel('Six words').fill(answer.words);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: 'Write my own passphrase' }).click({ timeout: 60_000 });
  const next = 'reeds along the other river';
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(next);
  await page.getByRole('button', { name: 'Open with this passphrase' }).click();
  await expect(page.locator('main.unlock')).toHaveCount(0, { timeout: 60_000 });
  await fieldApp.openAssessment(programme.mission, 'Forensic laboratory of Arlandia');
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.expectLevel('D3.2', 3);

  await lockVault(page);
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(someOwner.passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByText('This is not the passphrase of this vault.')).toBeVisible({ timeout: 60_000 });

  await laptop.quit();
  for (const { browser } of [first, second]) await browser.close();
  await serverProcess.stop();
  await remove();
});
