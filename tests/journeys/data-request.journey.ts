import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { openLaptopDisk } from '#tests/support/app/open-laptop-disk.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { foundIn } from '#tests/support/disk/needles.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { serverRows } from '#tests/support/server/server-rows.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const institution = 'National Police';
const dimension = 'Institutions, people and training';

test('[E8] content found by word and erased in the console is gone from headquarters and laptop', async () => {
  const { folder, remove } = await temporaryFolder();
  const [data, profile] = [path.join(folder, 'server'), path.join(folder, 'laptop')];
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const canaries = new Canaries();
  const name = canaries.of('name of somebody');
  const laptop = await startLaptop({
    profile,
    enrol: { url: serverProcess.url, code: await programme.leadCode() },
  });
  const fieldApp = new FieldApp(laptop.page);
  const onLaptop = async (word: string): Promise<number> => {
    const { frames, rows } = await openLaptopDisk(laptop.page, profile, someOwner.passphrase);
    return [...frames, ...rows.map(({ text }) => text)].filter((text) => text.includes(word)).length;
  };

  await test.step('a comment on a laptop names somebody, and is sent', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Police or other law-enforcement agency');
    await fieldApp.openDimension(dimension);
    await fieldApp.rate('D3.2', 3);
    await laptop.page.getByLabel(/^Comment on D3\.2/).fill(`Ask ${name} about it.`);
    await laptop.page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(laptop.page.getByLabel(/^Comment on D3\.2/)).toHaveValue('');
    await expect(laptop.page.getByText(name)).toBeVisible();
    await fieldApp.untilAtRest();
    expect(await onLaptop(name)).toBeGreaterThan(0);
    expect(searchFolders([data], canaries.needles()).hits).not.toEqual([]);
  });

  const { browser, page } = await openConsole(serverProcess.url);
  await test.step('the focal point without a mission role enters the request and searches for the name', async () => {
    await signInFirstTime(page, await programme.focalPointConsoleCode());
    await enterRequest(page, programme.mission);
    await search(page, name);
    await expect(page.getByRole('row', { name: /^Assessment .* current value / })).toHaveCount(1);
  });

  await test.step('and erases it for good', async () => {
    await page.getByRole('button', { name: /^Erase: Comment, Assessment/ }).press('Enter');
    await expect(page.getByRole('alertdialog')).toContainText('at their next sync');
    const out = path.resolve('dist/journeys/data-request');
    fs.mkdirSync(out, { recursive: true });
    await page.screenshot({ path: path.join(out, 'erase.png') });
    await page.getByRole('button', { name: 'Erase permanently' }).press('Enter');
    await expect(page.getByText('1 value erased')).toBeFocused();
    await page.screenshot({ path: path.join(out, 'erased.png') });
    await search(page, name);
    await expect(page.getByText('No matches')).toBeVisible();
  });
  await browser.close();

  await test.step('after the next contact the laptop shows and stores no copy in journal or database', async () => {
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await fieldApp.openAssessment(programme.mission, institution);
    await fieldApp.openDimension(dimension);
    await fieldApp.expectLevel('D3.2', 3);
    await expect(laptop.page.getByText(name)).toHaveCount(0);
    expect([await onLaptop(name), (await onLaptop(institution)) > 0]).toEqual([0, true]);
  });
  await laptop.quit();
  await serverProcess.stop();

  await test.step('headquarters has it in no row of any table and in no file', async () => {
    const needles = canaries.needles();
    const rows = await serverRows(data);
    expect(rows.some(({ row }) => row.includes(institution))).toBe(true);
    const found = rows.filter(({ row }) => foundIn(row, needles).length > 0);
    expect(found.map(({ table }) => table)).toEqual([]);
    expect(searchFolders([data], needles).hits).toEqual([]);
  });
  await remove();
});

async function enterRequest(page: Page, mission: string): Promise<void> {
  await page.getByRole('link', { name: 'Data requests' }).click();
  await page.getByRole('button', { name: 'Enter request' }).click();
  await page.getByRole('button', { name: /Type of request$/ }).click();
  await page.getByRole('option', { name: 'Erasure' }).click();
  await page.getByRole('textbox', { name: 'Reference' }).fill('DP 2026/21');
  await page.getByRole('button', { name: /About$/ }).click();
  await page.getByRole('option', { name: mission }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Request 1' })).toBeVisible();
}

async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name, e-mail address or code' }).fill(words);
  await page.getByRole('button', { name: 'Search' }).click();
}
