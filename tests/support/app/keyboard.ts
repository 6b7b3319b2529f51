import type { Locator, Page } from '@playwright/test';

const mostTabs = 80;

/** Press Tab until this has the focus, as a person without a mouse does, and press Enter. */
export async function enterOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Press Tab until this has the focus. Throws when a whole round of the page does not reach it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** Open the list of this button, find a choice by its first letters, and take it. */
export async function chooseByKeys(page: Page, button: Locator, choice: string): Promise<void> {
  await enterOn(page, button);
  await page.getByRole('option', { name: choice, exact: true }).waitFor();
  await page.keyboard.type(choice);
  await page.keyboard.press('Enter');
}
