import { expect } from '@playwright/test';
import type { Laptop } from './laptop.ts';
import type { VaultOwner } from './vault.ts';

/** Answer the system's dialogs for files, as the person would. */
export const answerFileDialogs = ({ app }: Laptop, file: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);

/** Save a backup under a passphrase, from the settings. */
export async function saveBackup(laptop: Laptop, file: string, passphrase: string): Promise<void> {
  const { page } = laptop;
  await answerFileDialogs(laptop, file);
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Make a backup' }).click();
  await page.getByRole('button', { name: 'Write my own passphrase' }).click();
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.getByRole('button', { name: 'Choose where to save' }).click();
  await expect(page.getByText('The encrypted backup is saved:')).toBeVisible({ timeout: 60_000 });
}

/** Fill the form of restoring and confirm; the result is on the screen. */
export async function restoreBackup(
  { page }: Laptop,
  passphrase: string,
  vaultOwner: VaultOwner,
): Promise<void> {
  await page.getByRole('button', { name: /Choose (the backup|another) file/ }).click();
  await page.getByRole('textbox', { name: 'Passphrase of the backup' }).fill(passphrase);
  await page.getByLabel('Your name').fill(vaultOwner.label);
  const own = page.getByRole('button', { name: 'Write my own passphrase' });
  if (await own.isVisible()) await own.click();
  await page.getByRole('textbox', { name: /^Passphrase(?! of)/ }).fill(vaultOwner.passphrase);
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
}
