import path from 'node:path';
import { type Browser, type CDPSession, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { digitsOf, shownSecret } from '#tests/support/console/console-sign-in.ts';
import { type ServerProcess, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

let data: string;
let remove: () => Promise<void>;
let server: ServerProcess;
let browser: Browser;
let page: Page;

test.beforeEach(async () => {
  const made = await temporaryFolder();
  remove = made.remove;
  data = path.join(made.folder, 'server');
  server = await startServer(data);
  // By name, not by number: no browser takes a passkey for 127.0.0.1.
  ({ browser, page } = await openConsole(server.url.replace('127.0.0.1', 'localhost')));
});

test.afterEach(async () => {
  await browser.close();
  await server.stop();
  await remove();
});

/** The browser's own test double of a security key: it signs the page's real request. */
async function plugInAuthenticator(): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return { cdp, id };
}

async function codeOfNewPerson(role: string): Promise<string> {
  const Answer = z.object({ person: z.string() });
  const { person } = Answer.parse(
    await serverCommand(data, 'admin', 'add-person', '--name', 'Somebody', '--role', role),
  );
  const made = await serverCommand(data, 'admin', 'console-code', '--person', person);
  return z.object({ code: z.string() }).parse(made).code;
}

const programme = () => page.getByRole('heading', { level: 1, name: 'Programme' });
const button = (name: string) => page.getByRole('button', { name, exact: true });

async function enterCode(code: string): Promise<void> {
  await page.getByLabel('Sign-in code').fill(code);
  await button('Sign in').click();
}

test('a sign-in code sets up a passkey, which is the sign-in method from then on', async () => {
  const { cdp, id } = await plugInAuthenticator();
  await enterCode(await codeOfNewPerson('manager'));
  await expect(page.getByRole('heading', { name: 'One more step: set up a sign-in method' })).toBeVisible();
  await button('Set up a passkey').click();
  await expect(programme()).toBeVisible();
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);

  await page.getByRole('link', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await button('Use a passkey').click();
  await expect(programme()).toBeVisible();

  await test.step('a passkey without verification by finger, face or PIN is refused', async () => {
    await page.getByRole('link', { name: 'Sign out' }).click();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await button('Use a passkey').click();
    await expect(page.getByText('The passkey was not accepted.').first()).toBeVisible();
    await page.reload();
    await expect(button('Use a passkey')).toBeVisible();
  });
});

test('without passkeys an authenticator app is set up; each six digits work once', async () => {
  await enterCode(await codeOfNewPerson('manager'));
  await button('Set up an authenticator app').click();
  const secret = await shownSecret(page);
  const name = await page.getByTestId('sign-in-name').innerText();
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible();
  const digits = digitsOf(secret);
  await page.getByLabel('Six digits from the app').fill(digits);
  await button('Confirm').click();
  await expect(programme()).toBeVisible();

  await page.getByRole('link', { name: 'Sign out' }).click();
  await button('Use an authenticator app').click();
  await page.getByLabel('Sign-in name').fill(name);
  await page.getByLabel('Six digits from the app').fill(digits);
  await button('Sign in').click();
  await expect(page.getByText('The name or the digits are not valid.').first()).toBeVisible();
  // The code of the next step is taken, so that nobody has to wait here.
  await page.getByLabel('Six digits from the app').fill(digitsOf(secret, Date.now() + 30_000));
  await button('Sign in').click();
  await expect(programme()).toBeVisible();
});
