import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { allowingDuplicateChoices } from '#tests/support/files/corrected-workbook.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { type ServerProcess, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const workbook = path.resolve('tests/data/forms/xlsform/XlsFormUtil__inst_demo.xlsx');

let data: string;
let folder: string;
let remove: () => Promise<void>;
let server: ServerProcess;
let browser: Browser;
let console_: Page;

test.beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
  data = path.join(folder, 'server');
  server = await startServer(data);
  ({ browser, page: console_ } = await openConsole(server.url));
});

test.afterEach(async () => {
  await browser.close();
  await server.stop();
  await remove();
});

/** A file is dragged in from another window and dropped on the page, as the browser itself does it. */
async function dropFile(page: Page, file: string): Promise<void> {
  const box = await page.locator('.library-drop').boundingBox();
  if (box === null) throw new Error('There is a place to drop files');
  const cdp = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...at, data });
  await cdp.detach();
}

test('workbook errors appear beside their cells; the corrected workbook is published and reaches a laptop', async () => {
  const admin = (...args: readonly string[]) => serverCommand(data, 'admin', ...args);
  await admin('add-log', '--kind', 'programme', '--title', 'Programme');
  const programme = await setUpProgramme(data);
  const { person } = z
    .object({ person: z.string() })
    .parse(await admin('add-person', '--name', 'Administrator', '--role', 'admin'));
  const { code } = z.object({ code: z.string() }).parse(await admin('console-code', '--person', person));
  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.untilAtRest();

  await signInFirstTime(console_, code);
  await console_.getByRole('link', { name: 'Instruments' }).click();
  await expect(console_.getByRole('heading', { name: '0 published versions' })).toBeVisible();

  await test.step('the workbook of others has a mistake, which is told at its cell', async () => {
    await dropFile(console_, workbook);
    await expect(console_.getByText('This questionnaire cannot be used yet')).toBeVisible();
    await console_.getByRole('button', { name: /choices, cell B7/ }).click();
    const cell = console_.getByRole('cell', { name: 'never' }).first();
    await expect(console_.getByRole('tab', { name: /^choices/, selected: true })).toBeVisible();
    await expect(cell).toBeVisible();
    await expect(console_.locator('.library-problem-stop[data-selected]')).toContainText(
      'two choices with the name "never"',
    );
    expect(await console_.getByRole('button', { name: /^Publish version/ }).count()).toBe(0);
    await console_.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('mended, it is tried out and published', async () => {
    const mended = path.join(folder, 'demo.xlsx');
    writeFileSync(mended, await allowingDuplicateChoices(workbook));
    await dropFile(console_, mended);
    await expect(console_.getByText(/It can be published/)).toBeVisible();
    await console_.getByRole('tab', { name: 'Preview' }).click();
    await expect(console_.getByRole('article').or(console_.getByRole('group')).first()).toBeVisible();
    await console_.getByRole('button', { name: /^Publish version/ }).click();
    await console_.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
    await expect(console_.getByRole('heading', { name: '1 published version' })).toBeVisible();
  });

  await test.step('the laptop has it after its next contact', async () => {
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await fieldApp.openMission(programme.mission);
    await laptop.page.getByRole('button', { name: 'New assessment' }).first().click();
    await laptop.page.getByLabel('Questionnaire', { exact: true }).click();
    const offered = laptop.page.getByRole('option', { name: /RQ-etr6-v1/ });
    await expect(offered).toBeVisible();
  });
  await laptop.quit();
});
