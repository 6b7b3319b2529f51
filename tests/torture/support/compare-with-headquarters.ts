import { expect } from '@playwright/test';
import { copiesAtHeadquarters, copiesOnLaptop, differences } from '#tests/demo/compare-copies.ts';
import type { Laptop } from '#tests/journeys/support/laptop.ts';
import { signInFirstTime } from '#tests/journeys/support/console-sign-in.ts';
import { openConsole } from '#tests/journeys/support/console-browser.ts';

/** Expect every document of the laptop to be at headquarters, register by register the same. */
export async function expectEqualCopies(
  laptop: Laptop,
  serverUrl: string,
  consoleCode: string,
): Promise<void> {
  const { browser, page } = await openConsole(serverUrl);
  await signInFirstTime(page, consoleCode);
  await page.getByRole('link', { name: 'Arlandia' }).first().waitFor();
  const here = await copiesOnLaptop(laptop);
  expect(here.length).toBeGreaterThan(0);
  expect(differences(here, await copiesAtHeadquarters(page, here))).toEqual([]);
  await browser.close();
}
