import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const out = path.resolve('dist/journeys/findings-plan');
const institution = 'Coordination office';
const sizes = [
  [1280, 800],
  [1024, 700],
] as const;

/** Photograph the screen at both sizes. */
async function photograph(page: Page, name: string): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: path.join(out, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('an assessor goes from a gap to a plan item by keyboard, and saves all reports of the mission', async () => {
  test.setTimeout(200_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const enrol = { url: server.url, code: await programme.leadCode() };
  const laptop = await startLaptop({ profile: path.join(folder, 'laptop'), enrol });
  const { page, app } = laptop;
  const fieldApp = new FieldApp(page);
  const factor = (name: string, id: string) => page.getByRole('combobox', { name: `${name}, ${id}` });
  const told = (text: RegExp) => expect(page.getByRole('log').getByText(text)).toBeVisible();

  await test.step('an assessment has gaps', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'National counter-terrorism coordination body');
    await fieldApp.openDimension('Strategy, policy and planning');
    await fieldApp.rate('D1.1', 1);
    await fieldApp.rate('D1.2', 2);
    await fieldApp.rate('D1.3', 2);
    await page
      .getByRole('link', { name: /^Findings and plan/ })
      .last()
      .click();
    await expect(factor('Raised by the State', 'D1.1')).toBeVisible();
  });

  await test.step('digits set values of a gap, and one digit sets those of all selected gaps', async () => {
    await factor('Raised by the State', 'D1.1').focus();
    await page.keyboard.press('3');
    await page.keyboard.press('ArrowRight');
    // A rule proposes a fourth gap from the ratings of two others (docs/requirements.md B4).
    for (let row = 1; row < 4; row += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('3');
    await told(/^Feasible: Yes for 4 gaps\.$/);
    for (const id of ['D1.1', 'D1.2', 'D1.3', 'D1.5']) await expect(factor('Feasible', id)).toHaveValue('1');
    await expect(factor('Raised by the State', 'D1.1')).toHaveValue('1');
    await photograph(page, 'gaps-selected');
    await page.keyboard.press('Escape');
    await photograph(page, 'gaps');
    await page.setViewportSize({ width: 1024, height: 700 });
    for (const table of await page.locator('.find-gaps .fb-table-scroll').all())
      expect(await table.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('a recommendation with blank parts is refused', async () => {
    await factor('Feasible', 'D1.1').focus();
    await page.keyboard.press('Alt+r'); // act 1
    await expect(page.getByRole('textbox', { name: 'Does what' })).toBeFocused();
    await page.getByRole('button', { name: 'Accept and create plan item' }).click();
    await expect(page.getByText(/^Not accepted yet\. Fill in: Does what, By when/)).toBeVisible();
    await photograph(page, 'recommendation-blank');
  });

  await test.step('filled in, it becomes a plan item with lead and funding line, all by keyboard', async () => {
    await page.getByRole('textbox', { name: 'Does what' }).focus();
    await page.keyboard.type('adopt a written national policy'); // act 2
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown'); // act 3: the first quarter
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space'); // act 4: advice
    for (let stop = 0; stop < 4; stop += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Space'); // act 5: rule change
    await expect(
      page.getByText(/ to adopt a written national policy by Q\d \d{4}, to reach level 2\./),
    ).toBeVisible();
    await photograph(page, 'recommendation');
    await page.getByRole('button', { name: 'Accept and create plan item' }).focus();
    await page.keyboard.press('Enter'); // act 6
    await expect(page.getByRole('combobox', { name: 'Lead' })).toBeFocused();
    await page.keyboard.type('unoct'); // act 7
    await page.keyboard.press('Tab');
    await expect(page.getByRole('combobox', { name: 'Lead' })).toHaveValue('UNOCT');
    await page.getByRole('combobox', { name: 'Funding line' }).focus();
    await page.keyboard.type('Line 4'); // act 8
    await page.keyboard.press('Tab');
    await expect(page.getByText(/^Cannot be agreed yet/)).toHaveCount(0);
    await photograph(page, 'plan-item');
    await fieldApp.untilSaved();
  });

  await test.step('an undo takes back the funding line', async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+z');
    await told(/^Undone: .*Funding line/);
    await page.keyboard.press('Control+Shift+z');
    await told(/^Redone: .*Funding line/);
  });

  await test.step('a new item is stored with its title and not before', async () => {
    await fieldApp.openMission(programme.mission);
    await page.getByRole('tab', { name: /^Plan/ }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await photograph(page, 'plan');
    await page.getByRole('button', { name: 'Add an item' }).click();
    await photograph(page, 'plan-item-new');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
  });

  await test.step('all proposals of the national level are accepted in one act, and taken back', async () => {
    await page.getByRole('tab', { name: 'National level' }).click();
    await photograph(page, 'national');
    await page.getByRole('button', { name: /^Accept all \d+ proposals$/ }).click();
    await told(/^\d+ proposals accepted\.$/);
    await expect(page.getByText(/^Accepted as proposed/).first()).toBeVisible();
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(/^Accepted as proposed/)).toHaveCount(0);
  });

  await test.step('all reports are saved into one folder, which the result names', async () => {
    const place = path.join(folder, 'Mission reports');
    fs.mkdirSync(place);
    await app.evaluate(({ dialog, shell }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      shell.showItemInFolder = (file) => {
        process.env['SHOWN_IN_FOLDER'] = file;
      };
    }, place);
    await page.getByRole('link', { name: 'Reports' }).first().click();
    await page.getByRole('button', { name: 'Save all reports' }).click();
    await photograph(page, 'save-all');
    await page.getByRole('button', { name: 'Choose folder and save' }).click();
    await expect(page.getByText('15 files are in the folder “Mission reports”.')).toBeVisible({
      timeout: 60_000,
    });
    await photograph(page, 'save-all-saved');
    const files = fs.readdirSync(place);
    for (const code of ['R1', 'R2', 'R3', 'R4', 'R5'])
      expect(
        files
          .filter((file) => file.startsWith(code))
          .map((file) => path.extname(file))
          .toSorted(),
      ).toEqual(['.docx', '.pdf', '.xlsx']);
    await page.getByRole('button', { name: 'Show in folder' }).click();
    await expect
      .poll(() => app.evaluate(() => process.env['SHOWN_IN_FOLDER'] ?? ''))
      .toContain('Mission reports');
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
