import type { Page } from '@playwright/test';

const languages = [
  ['fr', 'Français'],
  ['ar', 'العربية'],
  ['en', 'English'],
] as const;

/** Way to the choice of the language, and away from it. */
interface LanguageChoice {
  readonly open: (page: Page) => Promise<void>;
  readonly close: (page: Page) => Promise<void>;
}

const onLaptop: LanguageChoice = {
  open: (page) => goTo(page, '#/settings'),
  close: () => Promise.resolve(),
};

/** The console's choice, in a dialog. */
export const inConsole: LanguageChoice = {
  open: (page) => page.locator('.fb-rail-item:has(.lucide-languages)').click(),
  close: (page) => page.keyboard.press('Escape'),
};

/** Pictures of these addresses in every language of the screens; the last is English, in which a journey goes on. */
export async function picturesInLanguages(
  page: Page,
  addresses: Readonly<Record<string, string>>,
  picture: (name: string) => Promise<unknown>,
  languageChoice = onLaptop,
): Promise<void> {
  for (const [mailLanguage, ownName] of languages) {
    await languageChoice.open(page);
    await page
      .getByRole('button', { name: /^(English|Français|العربية)/ })
      .first()
      .click();
    await page.getByRole('option', { name: ownName }).click();
    await page.locator(`html[lang="${mailLanguage}"]`).waitFor();
    await languageChoice.close(page);
    for (const [name, address] of Object.entries(addresses)) {
      await goTo(page, address);
      await page.locator('h1').waitFor();
      await picture(`${name}-${mailLanguage}`);
    }
  }
}

const goTo = (page: Page, address: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);
