import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

/** Sign in to the console by a first code: the second factor that it asks for is an authenticator app. */
export async function signInFirstTime(page: Page, code: string): Promise<void> {
  await page.getByLabel('Sign-in code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByLabel('Six digits from the app').fill(digitsOf(await shownSecret(page)));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Missions' })).toBeVisible();
}

/** The secret as shown on the page, for people who cannot scan it. */
export const shownSecret = async (page: Page): Promise<string> =>
  (await page.locator('.console-secret').first().innerText()).replace(/\s/g, '');

/** Code that an authenticator app shows now. */
export const digitsOf = (secret: string, atMs = Date.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: atMs });
