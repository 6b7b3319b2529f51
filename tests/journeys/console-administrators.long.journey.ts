import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { chooseByKeys, enterOn, tabTo } from '#tests/support/app/keyboard.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { type ServerProcess, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// Acts of administrators in the console (docs/security-requirements.md 4), in the demonstration that `npm start` makes.

const Seeded = z.object({
  enrol: z.array(z.object({ name: z.string(), code: z.string() })),
  administrators: z.array(z.object({ name: z.string(), code: z.string() })),
  consoleCode: z.string(),
});
const mission = 'Arlandia: baseline needs assessment';

let data: string;
let remove: () => Promise<void>;
let server: ServerProcess;
let browser: Browser;
let page: Page;
let seeded: z.infer<typeof Seeded>;

test.beforeEach(async () => {
  const made = await temporaryFolder();
  remove = made.remove;
  data = path.join(made.folder, 'server');
  seeded = Seeded.parse(await serverCommand(data, 'seed-demo'));
  server = await startServer(data);
  ({ browser, page } = await openConsole(server.url));
  await signInFirstTime(page, seeded.administrators[0]?.code ?? '');
});

test.afterEach(async () => {
  await browser.close();
  await server.stop();
  await remove();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const rowOf = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
const dialog = () => page.getByRole('dialog');
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name, exact: true });

async function open(screen: string): Promise<void> {
  await page.getByRole('link', { name: screen, exact: true }).click();
  await expect(heading(screen)).toBeVisible();
}

const shownCode = (): Promise<string> => dialog().locator('.console-code').innerText();

test('an administrator adds a person with mission and code by keyboard, and a laptop enrols', async () => {
  await enterOn(page, page.getByRole('link', { name: 'People', exact: true }));
  await expect(heading('People')).toBeVisible();
  await enterOn(page, page.getByRole('button', { name: 'Add a person' }));
  await expect(dialog().getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Field trainer');
  await chooseByKeys(page, inDialog(/Role$/), 'Trainer');
  await enterOn(page, inDialog('Add a person'));
  await expect(dialog()).toHaveCount(0);
  await expect(rowOf('Field trainer')).toContainText('No second factor yet');

  await enterOn(page, rowOf('Field trainer').getByRole('link'));
  await expect(page.getByRole('heading', { name: 'Field trainer' })).toBeVisible();
  await chooseByKeys(page, inDialog(/Mission$/), mission);
  await enterOn(page, inDialog('Assign role'));
  // Somebody wrote in this mission: the role waits for a second administrator.
  await expect(page.getByText('another administrator must approve it under Approvals')).toBeVisible();

  await enterOn(page, inDialog('Code for a laptop'));
  await expect(dialog().getByRole('img', { name: /^QR code/ })).toBeVisible();
  const laptop = new Device(server.url);
  const { status, body } = await laptop.enrol(await shownCode());
  expect([status, body.name]).toEqual([200, 'Field trainer']);
  await page.keyboard.press('Escape');
  await expect(dialog()).toHaveCount(0);
  await page.reload();
  await expect(rowOf('Field trainer')).toContainText('1');

  await test.step('and takes the person out again: their laptop is refused from then on', async () => {
    await enterOn(page, rowOf('Field trainer').getByRole('link'));
    await enterOn(page, inDialog('Deactivate'));
    const question = page.getByRole('alertdialog', { name: /^Deactivate Field trainer · [0-9a-f]{8}\?$/ });
    await expect(question).toContainText('Their laptop is revoked');
    await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await enterOn(page, inDialog('Deactivate'));
    await enterOn(page, question.getByRole('button', { name: 'Deactivate' }));
    await expect(dialog().getByText('This person is deactivated')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(rowOf('Field trainer')).toContainText('Deactivated');
    expect(await laptop.sync({})).toMatchObject({ status: 401, body: { code: 'device' } });
  });
});

test('nobody changes their own roles, and nobody resets another administrator alone', async () => {
  await open('People');
  await rowOf('Administrator').getByRole('link').click();
  await inDialog(/Role$/).click();
  await page.getByRole('option', { name: 'Human rights and gender adviser' }).click();
  await expect(page.getByText('Another administrator must do this')).toBeVisible();
  await inDialog('Close').click();
  await expect(rowOf('Administrator')).not.toContainText('adviser');

  await rowOf('Second administrator').getByRole('link').click();
  await inDialog('Code for the console').click();
  await expect(dialog().getByText('This code does not work yet.')).toBeVisible();
  await inDialog('Close').click();
  const context = await browser.newContext();
  const second = await context.newPage();
  await second.goto(`${server.url}/console/`);
  await signInFirstTime(second, seeded.administrators[1]?.code ?? '');

  await page.reload();
  await expect(rowOf('Second administrator')).toContainText('Has a second factor');
  await rowOf('Second administrator').getByRole('link').click();
  await inDialog('Reset sign-in').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset sign-in' }).click();
  await inDialog('Close').click();
  await test.step('which waits: its asker cannot agree, and takes it back by keyboard', async () => {
    await open('Approvals');
    const asked = page.getByRole('row').filter({ hasText: 'Reset the sign-in of Second administrator' });
    await expect(asked).toContainText('You requested it: another administrator must approve it.');
    await enterOn(page, asked.getByRole('button', { name: /^Withdraw/ }));
    await expect(asked).toContainText('Refused');
  });
  await test.step('and the second administrator is told of it when they look next', async () => {
    await second.reload();
    await expect(second.getByText(/notices? about your access/)).toBeVisible();
    await second.getByRole('link', { name: 'View', exact: true }).click();
    await expect(
      second.getByText('A new sign-in to the console was prepared for you.').first(),
    ).toBeVisible();
  });
});

test('a laptop revoked by keyboard after a warning receives the signed command at next contact', async () => {
  const laptop = new Device(server.url);
  await laptop.enrol(seeded.enrol.find(({ name }) => name === 'Trainer')?.code ?? '', 'Left behind');
  await open('Devices');
  const takeOut = page.getByRole('button', { name: 'Revoke: Left behind' });
  await enterOn(page, takeOut);
  await page.keyboard.press('Escape');
  await expect(takeOut).toBeFocused();
  await page.keyboard.press('Enter');
  await enterOn(page, inDialog('Revoke'));
  await expect(dialog().getByRole('alert')).toContainText('it saves changes waiting to a file');
  await expect(inDialog('Choose again')).toBeFocused();
  await page.keyboard.press('Enter');
  await enterOn(page, inDialog('Revoke and wipe'));
  await enterOn(page, inDialog('Wipe now'));
  await expect(dialog().getByText('Choose a reason: a loss is recorded as an incident.')).toBeVisible();
  await dialog().getByRole('radio', { name: 'Stolen' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog().getByRole('group', { name: 'Noticed' }).first()).toBeVisible();
  await enterOn(page, inDialog('Wipe now'));

  const row = page.getByRole('row').filter({ hasText: 'Left behind' });
  await expect(row).toContainText('To be erased');
  await expect(takeOut).toHaveCount(0);
  const { status, body } = await laptop.sync({});
  expect([status, body.code]).toEqual([401, 'device']);
  expect(body.order).toMatchObject({ order: 'wipe', device: laptop.id, sig: expect.any(String) });
});

test('the audit trail names author and act, is verified, and is searched by keyboard', async () => {
  await open('Missions');
  await page.getByRole('button', { name: 'New mission' }).click();
  await dialog().getByLabel('Title').fill('Second country');
  await dialog()
    .getByRole('combobox', { name: /^State/ })
    .fill('Keny');
  await page.getByRole('option', { name: 'Kenya' }).click();
  await inDialog('New mission').click();
  await expect(dialog()).toHaveCount(0);
  await expect(page.getByText('Second country has been created.')).toBeVisible();
  await expect(rowOf('Second country')).toContainText('Kenya');

  await open('Audit trail');
  await expect(page.getByText(/^Audit trail verified: \d+ entries$/)).toBeVisible();
  const lines = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(lines.first()).toContainText('Created a mission');
  await expect(lines.first()).toContainText('Second country');
  await expect(lines.filter({ hasText: 'Set up an authenticator app' })).toContainText('Administrator');

  await chooseByKeys(page, page.getByRole('button', { name: /Action$/ }), 'Set up an authenticator app');
  await expect(lines).toHaveCount(1);
  await tabTo(page, page.getByRole('button', { name: 'Show all' }));
  await page.keyboard.press('Enter');
  await expect(lines.first()).toContainText('Created a mission');
});

test('a person without the administrator role sees none of it, even by address', async () => {
  const reviewer = await (await browser.newContext()).newPage();
  await reviewer.goto(`${server.url}/console/`);
  await reviewer.getByLabel('Sign-in code').fill(seeded.consoleCode);
  await reviewer.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(reviewer.getByRole('heading', { level: 1, name: 'Missions' })).toBeVisible();
  await expect(reviewer.getByRole('link', { name: 'People', exact: true })).toHaveCount(0);
  for (const screen of ['people', 'recovery', 'audit']) {
    await reviewer.goto(`${server.url}/console/#/${screen}`);
    await expect(reviewer.getByText('You do not have access')).toBeVisible();
    await expect(reviewer.getByText('Second administrator')).toHaveCount(0);
  }
});
