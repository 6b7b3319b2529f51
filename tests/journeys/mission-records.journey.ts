import { expect, type Page, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const out = path.resolve('dist/journeys/mission-records');
const laboratory = 'Forensic laboratory';
const type = 'Forensic laboratory or digital forensic unit';

/** Choose an act in the menu of a record's row. */
async function act(page: Page, record: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `More: ${record}`, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });

test('the records of a mission are renamed, copied, archived, removed and brought back', async () => {
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);
  const told = (text: string) => expect(page.getByRole('log').getByText(text)).toBeVisible();

  await test.step('a first assessment counts its answers against its questions', async () => {
    await page.getByRole('button', { name: 'New assessment' }).click();
    await page.getByRole('button', { name: /Assessment type$|^Baseline/ }).click();
    await expect(page.getByRole('option', { name: /Follow-up/ })).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await field.startAssessment(laboratory, type);
    await field.openDimension('Institutions, people and training');
    await field.rate('D3.3', 3);
    await field.untilSaved();
    await field.openMission(programme.mission);
    await expect(row(page, laboratory)).toContainText(/1 of \d\d/);
  });

  await test.step('a second one of the same institution is warned of, and leads to the first', async () => {
    await page.getByRole('button', { name: 'New assessment' }).click();
    await page.getByLabel('Institution', { exact: true }).fill('foren');
    await page.getByRole('option', { name: laboratory }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: /Type of institution/ })).toContainText(type);
    await page.screenshot({ path: path.join(out, 'existing.png') });
    await dialog.getByRole('link', { name: /^Open it/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: laboratory })).toBeVisible();
    await field.openMission(programme.mission);
  });

  await test.step('the institution is corrected', async () => {
    await act(page, laboratory, 'Edit name and type');
    await page.getByLabel('Institution', { exact: true }).fill('National forensic laboratory');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(row(page, 'National forensic laboratory')).toContainText(/1 of \d\d/);
  });

  await test.step('it is copied for another institution, with its answers', async () => {
    await act(page, 'National forensic laboratory', 'Copy for another institution');
    await page.getByLabel('Institution', { exact: true }).fill('Regional laboratory');
    await page.getByText('Start from its answers').click();
    await page.screenshot({ path: path.join(out, 'copy.png') });
    await page.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Regional laboratory' })).toBeVisible();
    await field.openDimension('Institutions, people and training');
    await field.expectLevel('D3.3', 3);
    await field.openMission(programme.mission);
  });

  await test.step('it is archived, and comes back by the notice', async () => {
    await act(page, 'Regional laboratory', 'Archive');
    await told('Archived: Regional laboratory');
    await expect(row(page, 'Regional laboratory')).toHaveCount(0);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'Regional laboratory')).toBeVisible();
  });

  await test.step('it is removed with a question, and brought back from the list of removed records', async () => {
    await act(page, 'Regional laboratory', 'Remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(row(page, 'Regional laboratory')).toHaveCount(0);
    await page.getByText('1 removed').click();
    await page.screenshot({ path: path.join(out, 'removed.png') });
    await page.getByRole('button', { name: 'Bring back: Regional laboratory' }).click();
    await expect(row(page, 'Regional laboratory')).toBeVisible();
    await field.untilSaved();
  });

  await test.step('the mission is shown in three languages at two sizes', async () => {
    await act(page, 'Regional laboratory', 'Archive');
    const here = new URL(page.url()).hash;
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picturesInLanguages(page, { records: here }, async (name) => {
        await page.locator('summary').first().click();
        await page.screenshot({ path: path.join(out, `${name}-${width}.png`) });
        await page.locator('.fb-table .fb-button').first().click();
        await page.screenshot({ path: path.join(out, `${name}-menu-${width}.png`) });
        await page.keyboard.press('Escape');
      });
    }
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
