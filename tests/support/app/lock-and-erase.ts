import { expect, type Page } from '@playwright/test';

/** Lock by the key, and wait until the vaults of the laptop are offered again. */
export async function lockVault(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await expect(page.locator('main.unlock')).toBeVisible({ timeout: 30_000 });
}

/** Erase the open vault by the key, and confirm; the shell does the rest. */
export async function eraseVault(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+Delete');
  await page.getByRole('button', { name: 'Erase now' }).click({ noWaitAfter: true });
}
