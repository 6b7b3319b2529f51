import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const out = path.resolve('dist/journeys/evidence-library');
const institution = 'Forensic laboratory';
const dimension = 'Institutions, people and training';

test('one document supports three questions, is changed once, removed and brought back', async () => {
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const enrol = { url: server.url, code: await programme.leadCode() };
  const laptop = await startLaptop({ profile: path.join(folder, 'laptop'), enrol });
  const { page } = laptop;
  const fieldApp = new FieldApp(page);
  const dialog = page.getByRole('dialog');
  const picture = (name: string) => page.screenshot({ path: path.join(out, `${name}.png`) });
  const entry = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  const open = (place: string) =>
    page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click();
  const tick = async (code: string): Promise<void> => {
    await dialog.getByRole('combobox', { name: 'Supports these questions' }).fill(code);
    await page.getByRole('option', { name: new RegExp(`^${code.replace('.', '\\.')} `) }).click();
  };

  await test.step('a new document has the strength of a document, and supports two questions at once', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
    await fieldApp.openDimension(dimension);
    await fieldApp.rate('D3.2', 4);
    await page.keyboard.press('Alt+a');
    await page.getByRole('textbox', { name: 'Title or source' }).fill('Training plan of 2026');
    await expect(dialog.getByRole('radio', { checked: true })).toHaveAttribute('value', 'E1');
    await dialog.getByRole('button', { name: /Kind of evidence/ }).click();
    await page.getByRole('option', { name: 'Document' }).click();
    await expect(dialog.getByRole('radio', { checked: true })).toHaveAttribute('value', 'E3');
    await tick('D3.4');
    await picture('dialog');
    await dialog.getByRole('button', { name: 'Add evidence' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('Also supports')).toBeVisible();
    await expect(
      fieldApp.question('D3.2').getByText(/recorded document \(E3\) supports up to level 4/),
    ).toBeVisible();
    await picture('question');
  });

  await test.step('the card of another question takes it too', async () => {
    await fieldApp.question('D3.3').getByRole('heading').click();
    await page.getByRole('button', { name: 'Use recorded evidence (1)' }).click();
    await dialog.getByText('E3 · Training plan of 2026').click();
    await dialog.getByRole('button', { name: 'Use 1 piece' }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the library has it once, with three questions, and one edit changes it for all', async () => {
    await open('Evidence');
    await expect(entry('Training plan of 2026').getByRole('link')).toHaveText(['D3.2', 'D3.3', 'D3.4']);
    await entry('Training plan of 2026')
      .getByRole('button', { name: /^More about/ })
      .click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await dialog.getByText(/^E2 ·/).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(entry('Training plan of 2026')).toContainText('E2');
    await picture('library');
    await open('Questions');
    await fieldApp.openDimension(dimension);
    await fieldApp.question('D3.2').getByRole('heading').click();
    await expect(fieldApp.question('D3.2').getByText(/Level 4 needs a recorded document/)).toBeVisible();
  });

  await test.step('it is removed from all, undone, removed again and brought back', async () => {
    await open('Evidence');
    const removeIt = async (): Promise<void> => {
      await entry('Training plan of 2026')
        .getByRole('button', { name: /^More about/ })
        .click();
      await page.getByRole('menuitem', { name: 'Remove from all 3 questions' }).click();
      await expect(page.getByRole('heading', { name: 'Removed' })).toBeVisible();
    };
    await removeIt();
    await page.keyboard.press('Control+z');
    await expect(entry('Training plan of 2026').getByRole('link')).toHaveText(['D3.2', 'D3.3', 'D3.4']);
    await removeIt();
    await page.getByRole('button', { name: 'Bring back: Training plan of 2026' }).click();
    await expect(entry('Training plan of 2026').getByRole('link')).toHaveText(['D3.2', 'D3.3', 'D3.4']);
  });

  await test.step('an interview note becomes evidence for two questions at once', async () => {
    await fieldApp.openMission(programme.mission);
    await page
      .getByRole('link', { name: /^Notes/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'New note' }).first().click();
    await page.getByLabel('Institution', { exact: true }).fill(institution);
    await page.getByLabel('Function').fill('Head of unit');
    await page.getByRole('button', { name: 'Choose questions' }).click();
    for (const code of ['D3.2', 'D3.3']) {
      await dialog.getByRole('combobox', { name: 'Questions' }).fill(code);
      await page.getByRole('option', { name: new RegExp(`^${code.replace('.', '\\.')} `) }).click();
    }
    await picture('note');
    await dialog.getByRole('button', { name: 'Use as evidence for 2 questions' }).click();
    await expect(dialog).toHaveCount(0);
    await fieldApp.openAssessment(programme.mission, institution);
    await open('Evidence');
    await expect(entry('Head of unit').getByRole('link')).toHaveText(['D3.2', 'D3.3']);
    await fieldApp.untilNothingWaits();
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
