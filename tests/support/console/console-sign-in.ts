import { expect, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

/** Sign-in name and secret of a person, as their authenticator app keeps them. */
export interface Authenticator {
  readonly handle: string;
  readonly secret: string;
}

/** Sign in to the console by a first code: the second factor that it asks for is an authenticator app. */
export async function signInFirstTime(page: Page, code: string): Promise<Authenticator> {
  await page.getByLabel('Sign-in code').fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await shownSecret(page);
  const handle = await page.getByTestId('sign-in-name').innerText();
  await page.getByLabel('Six digits from the app').fill(digitsOf(secret));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeVisible();
  return { handle, secret };
}

/** Sign in to the console by the authenticator app, on a clock that is ahead. */
export async function signInAgain(page: Page, { handle, secret }: Authenticator, aheadMs = 0): Promise<void> {
  await page.getByRole('button', { name: 'Use an authenticator app' }).click();
  await page.getByLabel('Sign-in name').fill(handle);
  await page.getByLabel('Six digits from the app').fill(digitsOf(secret, Date.now() + aheadMs));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main menu' })).toBeVisible();
}

/** The secret as shown on the page, for people who cannot scan it. */
export const shownSecret = async (page: Page): Promise<string> =>
  (await page.locator('.console-secret').first().innerText()).replace(/\s/g, '');

/** Code that an authenticator app shows now. */
export const digitsOf = (secret: string, atMs = Date.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: atMs });
