import type { Page } from '@playwright/test';

const languages = [
  ['fr', 'Français'],
  ['ar', 'العربية'],
  ['en', 'English'],
] as const;

/** Pictures of these addresses in every language of the screens; the last is English, in which a journey goes on. */
export async function picturesInLanguages(
  page: Page,
  addresses: Readonly<Record<string, string>>,
  picture: (name: string) => Promise<unknown>,
): Promise<void> {
  for (const [code, ownName] of languages) {
    await goTo(page, '#/settings');
    await page
      .getByRole('button', { name: /^(English|Français|العربية)/ })
      .first()
      .click();
    await page.getByRole('option', { name: ownName }).click();
    await page.locator(`html[lang="${code}"]`).waitFor();
    for (const [name, address] of Object.entries(addresses)) {
      await goTo(page, address);
      await page.locator('h1').waitFor();
      await picture(`${name}-${code}`);
    }
  }
}

const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);
