import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { type ServerProcess, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const mission = 'Arlandia: baseline needs assessment';
const record = 'National Police Service of Arlandia';

let folder: string;
let remove: () => Promise<void>;
let server: ServerProcess;
let browser: Browser;
let page: Page;
let objections: string[];

test.beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  await serverCommand(path.join(folder, 'server'), 'seed-demo');
  server = await startServer(path.join(folder, 'server'));
  ({ browser, page } = await openConsole(server.url));
  objections = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) objections.push(message.text());
  });
  page.on('pageerror', (error) => objections.push(error.message));
});

test.afterEach(async () => {
  await browser.close();
  await server.stop();
  await remove();
  expect(objections, 'nothing that the content policy refuses, no error on the page').toEqual([]);
});

async function signIn(code: string, into: Page = page): Promise<void> {
  await into.getByLabel('Sign-in code').fill(code);
  await into.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const heading = (name: string, on: Page = page) => on.getByRole('heading', { level: 1, name });

async function openRecord(): Promise<void> {
  await page.getByRole('link', { name: mission }).click();
  await expect(heading(mission)).toBeVisible();
  await page.getByRole('link', { name: record }).click();
  await expect(heading(record)).toBeVisible();
}

test('headquarters signs in by the printed code and reads a record with its history', async () => {
  await test.step('a wrong code is refused in plain words', async () => {
    await signIn('AAAA-AAAA-AAAA');
    await expect(page.getByText('This code is not valid.').first()).toBeVisible();
  });

  await test.step('the code that the server printed leads to the missions', async () => {
    await signIn(await server.signInCode());
    await expect(heading('Missions')).toBeVisible();
    await expect(page.getByRole('row', { name: mission })).toContainText('Under way');
  });

  await test.step('a record is read by dimension, with level, reasons and evidence', async () => {
    await openRecord();
    await page.getByRole('row', { name: /^D5/ }).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 2, name: /^D5 Responsible technology/ })).toBeVisible();
    const question = page.getByRole('article', { name: /^D5\.1 / });
    await expect(question.getByRole('img', { name: /^Level \d$/ })).toBeVisible();
    await expect(question.getByRole('group', { name: 'Evidence' })).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveCount(0);
  });

  await test.step('its history shows author, time, device, place and the former value', async () => {
    await page.getByRole('link', { name: 'History', exact: true }).click();
    const arrival = page.getByRole('article').filter({ hasText: 'Consolidated' });
    await expect(arrival).toContainText('Lead assessor · Demonstration laptop');
    await expect(arrival).toContainText(/received .* · entry \d+/);
    await expect(arrival).toContainText(/StatusBefore: \S.*After: Consolidated/);
  });

  await test.step('it is still there after a reload, at the same place', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 2, name: 'History' })).toBeVisible();
  });

  await test.step('the devices say who has not synced for how long', async () => {
    await page.getByRole('link', { name: 'Devices' }).click();
    await expect(page.getByRole('row', { name: /^Lead assessor/ })).toContainText('yesterday');
  });

  await test.step('after signing out nothing is left, and the code does not work twice', async () => {
    await page.getByRole('link', { name: 'Sign out' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await page.reload();
    await signIn(await server.signInCode());
    await expect(page.getByText('This code is not valid.').first()).toBeVisible();
  });
});

test('a person without a grant sees nothing, not even by address', async () => {
  await signIn(await server.signInCode());
  await openRecord();
  const address = page.url();

  const data = path.join(folder, 'server');
  const add = ['admin', 'add-person', '--name', 'Newcomer', '--role', 'manager'] as const;
  const { person } = z.object({ person: z.string() }).parse(await serverCommand(data, ...add));
  const made = await serverCommand(data, 'admin', 'console-code', '--person', person);
  const { code } = z.object({ code: z.string() }).parse(made);

  const newcomer = await (await browser.newContext()).newPage();
  await newcomer.goto(`${server.url}/console/`);
  await signInFirstTime(newcomer, code);
  await newcomer.goto(address);
  await expect(newcomer.getByText('Page not found, or not open to you')).toBeVisible();
  await expect(newcomer.getByText(record)).toHaveCount(0);

  await newcomer.getByRole('link', { name: 'Missions' }).first().click();
  await expect(newcomer.getByText('No mission is open to you')).toBeVisible();
  await expect(newcomer.getByText('Arlandia')).toHaveCount(0);
});

test('a person with an ended session signs in again and returns to the same page', async () => {
  await signIn(await server.signInCode());
  await openRecord();
  const address = page.url();

  await page.context().clearCookies();
  // News is polled every ten seconds.
  await expect(page.getByText('Your session has ended.')).toBeVisible({ timeout: 20_000 });
  const data = path.join(folder, 'server');
  const { consoleCode } = z.object({ consoleCode: z.string() }).parse(await serverCommand(data, 'seed-demo'));
  await signIn(consoleCode);
  await expect(heading(record)).toBeVisible();
  expect(page.url()).toBe(address);
});
