import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { chooseVault, openVaultOnScreen } from '#tests/support/app/vault.ts';

const institution = 'Forensic laboratory';
const sentence = 'Only this sentence is being typed.';
const first = { label: 'First assessor', passphrase: 'correct horse battery staple' };
const second = { label: 'Second assessor', passphrase: 'a boat of reeds at noon' };

test('two people on one laptop have separate vaults; a lock saves and hides typed text', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');
  const laptop = await startLaptop({
    profile,
    owner: first,
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const { page, app } = laptop;
  const fieldApp = new FieldApp(page);
  const isLocked = page.getByRole('heading', { name: 'Open your vault' });

  await test.step('locked in the middle of a sentence, by the key', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
    await fieldApp.openDimension('Institutions, people and training');
    await fieldApp.reason('D3.2').focus();
    await page.keyboard.type(sentence);
    await page.keyboard.press('Control+l');
    await expect(isLocked).toBeVisible({ timeout: 15_000 });
    expect(await page.content()).not.toContain(programme.mission);
    expect(await page.content()).not.toContain(sentence);
    expect(page.url()).toBe('app://fieldbook/index.html');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe(
      'Fieldbook',
    );
  });

  await test.step('where the system has no keychain of its own, the screen says so', async () => {
    const backend = await app.evaluate(({ safeStorage }) =>
      process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'the one there is',
    );
    const isSaid = await page.getByText('Fieldbook cannot use a keychain on this system').isVisible();
    expect(isSaid, backend).toBe(['basic_text', 'unknown'].includes(backend));
  });

  await test.step('the second person sees nothing of the first', async () => {
    await openVaultOnScreen(page, second);
    await expect(page.locator('main')).toBeVisible({ timeout: 30_000 });
    expect(await page.content()).not.toContain(programme.mission);
    const databases = (): Promise<readonly string[]> =>
      page.evaluate(async () =>
        (await indexedDB.databases())
          .map(({ name = '' }) => name)
          .filter((name) => name.startsWith('fieldbook-')),
      );
    await expect.poll(databases).toHaveLength(2);
  });

  await test.step('a screen that is locked by the system locks the vault too', async () => {
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await expect(isLocked).toBeVisible({ timeout: 15_000 });
  });

  await test.step('a wrong passphrase makes one wait, also after a restart', async () => {
    await chooseVault(page, first.label);
    for (const guess of ['not the passphrase', 'not that one either']) {
      await page.getByRole('textbox', { name: 'Passphrase' }).fill(guess);
      const open = page.getByRole('button', { name: 'Open', exact: true });
      await expect(open).toBeEnabled({ timeout: 15_000 });
      await open.click();
      await expect(page.getByRole('alert')).toContainText('not the passphrase of this vault', {
        timeout: 30_000,
      });
      await expect(page.locator('main.unlock')).toContainText(/Try again in|You can try again/, {
        timeout: 15_000,
      });
    }
  });

  await laptop.kill();
  const again = await startLaptop({ profile, owner: null });
  const openedFieldApp = new FieldApp(again.page);
  await test.step('typed text is there for its author, after kill -9 too', async () => {
    await openVaultOnScreen(again.page, first);
    await openedFieldApp.openAssessment(programme.mission, institution);
    await openedFieldApp.openDimension('Institutions, people and training');
    await expect(openedFieldApp.reason('D3.2')).toHaveValue(sentence);
  });

  await test.step('erased by keys alone: it is gone, the other vault is there', async () => {
    await again.page.keyboard.press('Control+Shift+Delete');
    await expect(again.page.getByRole('button', { name: 'Erase now' })).toBeFocused();
    await again.page.keyboard.press('Enter');
    await expect(again.page.getByRole('heading', { name: 'Open your vault' })).toBeVisible({
      timeout: 15_000,
    });
    await expect(again.page.getByRole('radio')).toHaveCount(1);
    await expect
      .poll(() => again.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)))
      .toHaveLength(1);
    await openVaultOnScreen(again.page, second);
  });

  await again.quit();
  await test.step('the log has the locks and nothing that went wrong: none of this did', () => {
    const log = fs.readFileSync(path.join(profile, 'logs', 'fieldbook.log'), 'utf8');
    const codes = Array.from(log.matchAll(/"code":"([^"]+)"/g), ([, code]) => code);
    expect(codes.filter((code) => code === 'lock')).toHaveLength(2);
    const others = log.split('\n').filter((line) => !/^$|"code":"(start|net|lock|quit)"/.test(line));
    expect(others).toEqual([]);
  });
  await server.stop();
  await remove();
});
