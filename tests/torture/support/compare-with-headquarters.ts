import { expect } from '@playwright/test';
import { copiesAtHeadquarters, copiesOnLaptop, differences } from '#tests/support/app/compare-copies.ts';
import type { Laptop } from '#tests/support/app/laptop.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';

/** Expect every document of these laptops to be at headquarters, register by register the same. */
export async function expectEqualCopies(
  laptops: Laptop | readonly Laptop[],
  serverUrl: string,
  consoleCode: string,
): Promise<void> {
  const { browser, page } = await openConsole(serverUrl);
  await signInFirstTime(page, consoleCode);
  await page.getByRole('link', { name: 'Arlandia' }).first().waitFor();
  for (const laptop of [laptops].flat()) {
    const here = await copiesOnLaptop(laptop);
    expect(here.length).toBeGreaterThan(0);
    expect(differences(here, await copiesAtHeadquarters(page, here))).toEqual([]);
  }
  await browser.close();
}
