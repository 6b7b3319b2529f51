import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startKeyring } from '#tests/support/app/keyring.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { chooseVault, openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

test('a copied disk without its laptop’s keychain does not open, even with the passphrase', async () => {
  test.skip(process.platform !== 'linux', 'the keyring of a Linux desktop');
  const { folder, remove } = await temporaryFolder();
  const own = path.join(folder, 'own-keyring');
  const profile = path.join(folder, 'laptop');
  const copy = path.join(folder, 'copy');

  await test.step('the vault takes its part of the key from the system keychain where one exists', async () => {
    const keyring = await startKeyring(own);
    const laptop = await startLaptop({
      profile,
      environment: keyring.environment,
      usesKeychain: true,
      owner: null,
    });
    await expect(laptop.page.locator('main')).toBeVisible();
    // During a start the inspector of V8 now and then drops the promise of a call.
    await expect(async () => {
      const backend = await laptop.app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
      expect(backend).toBe('gnome_libsecret');
    }).toPass();
    await expect(laptop.page.getByText('Fieldbook cannot use a keychain on this system')).toHaveCount(0);
    await openVaultOnScreen(laptop.page);
    await laptop.quit();
    await keyring.stop();
    fs.cpSync(profile, copy, { recursive: true });
  });

  const refused = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    const laptop = await startLaptop({ profile: copy, environment, usesKeychain: true, owner: null });
    await chooseVault(laptop.page, someOwner.label);
    await laptop.page.getByRole('textbox', { name: 'Passphrase' }).fill(someOwner.passphrase);
    await laptop.page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(laptop.page.getByText('does not provide its part of the key')).toBeVisible({
      timeout: 30_000,
    });
    await laptop.quit();
  };
  await test.step('on another laptop, with a keychain of its own', async () => {
    const otherKeyring = await startKeyring(path.join(folder, 'other-keyring'));
    await refused(otherKeyring.environment);
    await otherKeyring.stop();
  });
  await test.step('and on one without any', async () => {
    await refused({});
  });

  await test.step('on its own laptop it opens, after the keychain was away too', async () => {
    const keyring = await startKeyring(own);
    const laptop = await startLaptop({ profile, environment: keyring.environment, usesKeychain: true });
    await expect(laptop.page.locator('main.unlock')).toHaveCount(0);
    await laptop.quit();
    await keyring.stop();
  });
  await remove();
});
