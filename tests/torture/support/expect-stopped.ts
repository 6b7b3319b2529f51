import { expect } from '@playwright/test';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { contentsOf } from './profile-files.ts';

/** The app says that it cannot go on, or that there is nothing yet, and leaves every file as it is. */
export async function expectStopped(profile: string): Promise<void> {
  const before = contentsOf(profile);
  const laptop = await startLaptop({ profile, owner: null });
  const { page } = laptop;
  await expect(page.locator('main').first()).toBeVisible();
  if (await page.getByRole('heading', { name: 'Open your vault' }).isVisible()) {
    const passphrase = page.getByRole('textbox', { name: 'Passphrase' });
    // A vault with an unreadable name is shown, and cannot be chosen.
    if (await passphrase.isEnabled().catch(() => false)) {
      await passphrase.fill(someOwner.passphrase);
      await page.keyboard.press('Enter');
    }
    const sentence =
      /is damaged|cannot be read|not the passphrase|could not be opened|has stopped|Join your programme/;
    await expect(page.getByText(sentence).first()).toBeVisible({ timeout: 30_000 });
  } else {
    await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
  }
  await laptop.kill();
  for (const [file, bytes] of contentsOf(profile))
    if (/[/\\](vault|device|enrolment)\.json$/.test(file)) expect(bytes, file).toEqual(before.get(file));
}
