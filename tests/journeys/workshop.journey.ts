import { expect, type Page, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { needlesOfText } from '#tests/support/disk/needles.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const out = path.resolve('dist/journeys/workshop');
const halfDays = 8;

test('[C2, E] a trainer registers, marks attendance and prints a certificate; no name is readable on disk or at headquarters', async () => {
  test.setTimeout(180_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove } = await temporaryFolder();
  const [data, profile] = [path.join(folder, 'server'), path.join(folder, 'laptop')];
  const server = await startServer(data);
  const programme = await setUpProgramme(data);
  const words = new Canaries();
  const people = ['first', 'second', 'third'].map((one) => ({
    name: words.of(`${one} name`),
    institution: `${one} institution`,
  }));
  const laptop = await startLaptop({
    profile,
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const { page } = laptop;
  const field = new FieldApp(page);
  const workshop = new WorkshopPage(page);

  await test.step('the certificate desk has a key', async () => {
    await programme.createSealKey(path.join(folder, 'desk.age'));
    await field.syncNow();
    await field.untilAtRest();
  });
  await test.step('the data notice comes before the first of three participants', async () => {
    await field.openMission(programme.mission);
    await workshop.start('National workshop');
    await workshop.startFromTemplate();
    await page.screenshot({ path: path.join(out, 'agenda.png') });
    await openSection(page, 'Register');
    await page.getByRole('button', { name: 'Add participant' }).first().click();
    await page.getByRole('button', { name: 'It was shown and read out' }).click();
    for (const [at, person] of people.entries()) {
      if (at > 0) await page.getByRole('button', { name: 'Add participant' }).first().click();
      await registerPerson(page, person);
    }
    await page.screenshot({ path: path.join(out, 'register.png') });
  });
  await test.step('attendance is marked by keyboard: all half-days of the first, one of the second', async () => {
    await openSection(page, 'Attendance');
    const cells = (row: number) => page.getByRole('grid').getByRole('row').nth(row).getByRole('gridcell');
    // A press marks; the keys go on from there.
    await cells(1).first().click();
    for (let at = 1; at < halfDays; at += 1) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(cells(1).first()).toHaveAccessibleName(/Present/);
    await expect(cells(2).first()).toHaveAccessibleName(/Present/);
    await page.screenshot({ path: path.join(out, 'attendance.png') });
  });
  await test.step('one certificate is earned, issued and printed', async () => {
    await openSection(page, 'Certificates');
    await page.getByRole('button', { name: 'Issue 1 certificate' }).click();
    await expect(page.getByRole('button', { name: 'Nothing to issue' })).toBeDisabled();
    await page.screenshot({ path: path.join(out, 'certificates.png') });
    const file = path.join(folder, 'certificates.pdf');
    await printCertificates(laptop, file);
    expect(fs.readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    fs.copyFileSync(file, path.join(out, 'certificates.pdf'));
    fs.rmSync(file);
  });
  await test.step('headquarters gets it all, and no name can be read in any file there or here', async () => {
    await field.syncNow();
    await field.untilNothingWaits();
    await laptop.quit();
    const institutions = needlesOfText('institution', 'second institution');
    expect(searchFolders([data], institutions).hits.length).toBeGreaterThan(0);
    expect(searchFolders([data, profile], words.needles()).hits).toEqual([]);
  });
  await server.stop();
  await remove();
});

async function openSection(page: Page, name: string): Promise<void> {
  const sections = page.getByRole('navigation', { name: 'Sections of the workshop' });
  await sections.getByRole('link', { name, exact: true }).click();
}

async function registerPerson(
  page: Page,
  { name, institution }: { readonly name: string; readonly institution: string },
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Add participant' });
  await dialog.getByRole('textbox', { name: 'Institution' }).fill(institution);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(name)).toBeVisible();
}

async function printCertificates({ app, page }: Laptop, file: string): Promise<void> {
  // The system's dialog is no part of the page: it is answered in the shell.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Print certificates' }).click();
  await page.getByRole('button', { name: 'Save as PDF' }).click();
  await expect(page.getByText('File saved.')).toBeVisible({ timeout: 60_000 });
}
