import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openVaultOnScreen } from '#tests/support/app/vault.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { WorkshopSections } from '#tests/support/app/workshop-sections.ts';

const out = path.resolve('dist/journeys/undo');
const institution = 'Forensic laboratory';
const dimension = 'Institutions, people and training';
// A, C and W were commands once.
const spoken = 'Also cases were kept late';

/** The page again, with the open vault, as after a crash of the window. */
async function reload(page: Page): Promise<void> {
  await page.evaluate(() => location.reload());
  await page.waitForLoadState('load');
  await openVaultOnScreen(page);
}

test('a stray letter answers nothing, and each act is undone and redone over a reload', async () => {
  test.setTimeout(200_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const enrol = { url: server.url, code: await programme.leadCode() };
  const laptop = await startLaptop({ profile: path.join(folder, 'laptop'), enrol });
  const { page } = laptop;
  const fieldApp = new FieldApp(page);
  const undo = () => page.keyboard.press('Control+z');
  const redo = () => page.keyboard.press('Control+Shift+z');
  const told = (text: RegExp) => expect(page.getByRole('log').getByText(text)).toBeVisible();

  await test.step('the assessor writes a reason, which nothing later changes', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
    await fieldApp.openDimension(dimension);
    await fieldApp.reason('D3.4').fill('Kept as it is.');
    await fieldApp.reason('D3.4').blur();
  });

  await test.step('words typed on a question become its reason and no answer', async () => {
    await fieldApp.question('D3.3').getByRole('heading').click();
    await page.keyboard.type(spoken, { delay: 20 });
    await expect(fieldApp.reason('D3.3')).toHaveValue(spoken);
    await page.keyboard.press('Escape');
    await expect(fieldApp.question('D3.3').getByRole('radio', { checked: true })).toHaveCount(0);
  });

  await test.step('a rating and evidence follow', async () => {
    await fieldApp.rate('D3.2', 3);
    await page.keyboard.press('Alt+a');
    await page.getByRole('textbox', { name: 'Title or source' }).fill('Custody order 14');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText('Custody order 14')).toBeVisible();
    await fieldApp.untilSaved();
  });

  await test.step('after a reload each act is undone alone, and no other text loses a letter', async () => {
    await reload(page);
    await fieldApp.question('D3.2').getByRole('heading').click();
    await undo();
    await told(/^Undone: added D3\.2 Evidence/);
    await expect(page.getByText('Custody order 14')).toHaveCount(0);
    await page.screenshot({ path: path.join(out, 'undone.png') });
    await undo();
    await expect(fieldApp.question('D3.2').getByRole('radio', { checked: true })).toHaveCount(0);
    while ((await fieldApp.reason('D3.3').inputValue()) !== '') {
      await undo();
      await told(/^Undone: D3\.3 /);
      await page.waitForTimeout(300); // until the field shows the stored text
    }
    await expect(fieldApp.reason('D3.4')).toHaveValue('Kept as it is.');
  });

  await test.step('all of it is done again by the keys, over another reload', async () => {
    await fieldApp.untilSaved();
    await reload(page);
    await fieldApp.question('D3.2').getByRole('heading').click();
    while ((await fieldApp.reason('D3.3').inputValue()) !== spoken) {
      await redo();
      await told(/^Redone: D3\.3 /);
      await page.waitForTimeout(300);
    }
    await page.keyboard.press('Control+y');
    await fieldApp.expectLevel('D3.2', 3);
    await redo();
    await told(/^Redone: added D3\.2 Evidence/);
    await expect(fieldApp.reason('D3.4')).toHaveValue('Kept as it is.');
  });

  await test.step('a removed assessment comes back by the keys, and nothing older is undone', async () => {
    await fieldApp.openMission(programme.mission);
    const row = page.getByRole('row', { name: new RegExp(institution) });
    await row.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Remove' })
      .click();
    await told(/^Removed: /);
    await expect(row).toHaveCount(0);
    await undo();
    await told(/^Undone: removed /);
    await expect(row).toHaveCount(1);
    await page.screenshot({ path: path.join(out, 'removal-undone.png') });
    await fieldApp.openAssessment(programme.mission, institution);
    await fieldApp.openDimension(dimension);
    await fieldApp.expectLevel('D3.2', 3);
    await fieldApp.question('D3.2').getByRole('heading').click();
    await expect(page.getByText('Custody order 14')).toBeVisible();
  });

  const workshopPage = new WorkshopPage(page);
  const workshopSections = new WorkshopSections(laptop);
  await test.step('a session that was moved in an agenda goes back, and there again', async () => {
    await fieldApp.openMission(programme.mission);
    await workshopPage.start('Policy workshop');
    await workshopPage.startFromTemplate();
    const [first, second] = [
      await workshopPage.titleOf('1.1').inputValue(),
      await workshopPage.titleOf('1.2').inputValue(),
    ];
    await workshopPage.titleOf('1.1').click();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(workshopPage.titleOf('1.1')).toHaveValue(second);
    await fieldApp.untilSaved();
    await reload(page);
    await workshopPage.titleOf('1.1').click();
    await undo();
    await expect(workshopPage.titleOf('1.1')).toHaveValue(first);
    await redo();
    await expect(workshopPage.titleOf('1.1')).toHaveValue(second);
  });

  await test.step('a cell of the attendance is emptied again, and marked again by the button', async () => {
    await workshopSections.pasteList('Name\tInstitution\tFunction\nPerson One\tInstitution 1\tForensics');
    await page.getByRole('button', { name: 'Add one participant' }).click();
    await workshopSections.open('Attendance');
    const cell = workshopSections.attendanceOf(1).first();
    // The first press places the cursor.
    await cell.dblclick();
    await expect(cell).toHaveAttribute('data-mark', 'present');
    await fieldApp.untilSaved();
    await undo();
    await expect(cell).not.toHaveAttribute('data-mark', 'present');
    await page.getByRole('log').getByRole('button', { name: 'Redo' }).click();
    await expect(cell).toHaveAttribute('data-mark', 'present');
    await page.screenshot({ path: path.join(out, 'attendance.png') });
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
