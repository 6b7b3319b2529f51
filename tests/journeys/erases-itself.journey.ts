import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { checksumOf } from '#electron/vault/vault-header.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { headerFileOf, wrappedKeyOf } from '#tests/support/app/vault-keys.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';

test('the tenth wrong passphrase erases a vault under the administrator’s limit, with a notice', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');
  const isLocked = 'Open your vault';

  await test.step('it is turned on in the console, after a question', async () => {
    const { browser, page } = await openConsole(server.url);
    await signInFirstTime(page, await programme.administratorConsoleCode());
    await page.getByRole('link', { name: 'Programme', exact: true }).click();
    await page.getByText('Erase a vault after repeated wrong passphrases').click();
    await page.getByRole('textbox', { name: 'Wrong passphrases in a row' }).fill('10');
    await page.getByRole('button', { name: 'Save setting' }).click();
    await page.getByRole('button', { name: 'Erase after 10' }).click();
    await expect(
      page.getByText('Vaults erase themselves after repeated wrong passphrases').first(),
    ).toBeVisible();
    await browser.close();
  });

  const laptop = await startLaptop({ profile, enrol: { url: server.url, code: await programme.leadCode() } });
  const header = headerFileOf(profile);
  const kept = path.join(path.dirname(header), 'erase-after.json');
  const words = 'This vault erases itself after 10 wrong passphrases in a row.';
  await test.step('a laptop hears of it; its settings and the lock screen say it', async () => {
    await expect.poll(() => fs.existsSync(kept), { timeout: 30_000 }).toBe(true);
    await laptop.page.getByRole('link', { name: 'Settings' }).click();
    await expect(laptop.page.locator('main')).toContainText(words);
    await laptop.page.keyboard.press('Control+l');
    await expect(laptop.page.getByRole('heading', { name: isLocked })).toBeVisible({ timeout: 15_000 });
    await expect(laptop.page.locator('main')).toContainText(words);
  });
  const wrapped = wrappedKeyOf(profile);
  expect(searchFolders([profile], wrapped).hits, 'the control').not.toEqual([]);
  await laptop.quit();

  // Nine wrong ones cost eight minutes of waiting: here they are written down as the shell writes them.
  const nine = { eraseAfter: 10, wrong: 9 };
  fs.writeFileSync(kept, JSON.stringify({ v: 1, kept: nine, sum: checksumOf(nine) }));
  const again = await startLaptop({ profile, owner: null });
  await test.step('the last attempt has a warning; then the vault is erased and the reason shown', async () => {
    const { page } = again;
    await expect(page.locator('main')).toContainText('The next wrong passphrase erases this vault', {
      timeout: 30_000,
    });
    await page.getByRole('textbox', { name: 'Passphrase' }).fill('not the passphrase');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('main')).toContainText('after 10 wrong passphrases in a row');
    await expect.poll(() => fs.existsSync(path.dirname(header)), { timeout: 30_000 }).toBe(false);
    expect(searchFolders([profile], wrapped).hits).toEqual([]);
    await page.getByRole('button', { name: 'OK' }).click();
    await expect(page.locator('main')).not.toContainText('wrong passphrases in a row');
  });
  await again.quit();
  await server.stop();
  await remove();
});
