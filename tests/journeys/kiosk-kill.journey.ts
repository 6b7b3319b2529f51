import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { WorkshopSections } from '#tests/support/app/workshop-sections.ts';

const out = path.resolve('dist/journeys/kiosk-kill');
const before = 'Test before the workshop';
const title = 'Policy workshop';

async function beginAs(page: Page, word: string, number: string): Promise<void> {
  await expect(page.getByRole('button', { name: /^(Begin|Next person)$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Secret word' }).fill(word);
  await page.getByRole('textbox', { name: 'Two digits' }).fill(number);
  await page.keyboard.press('Enter');
}
const atQuestion = (page: Page, number: number) =>
  expect(page.getByRole('progressbar')).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`^Question ${number} of`),
  );

test('[C3] a kill -9 in the middle of a test at the kiosk loses no answer of its person', async () => {
  test.setTimeout(300_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');
  const laptop = await startLaptop({ profile, enrol: { url: server.url, code: await programme.leadCode() } });
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.openMission(programme.mission);
  await new WorkshopPage(laptop.page).start(title);
  await new WorkshopPage(laptop.page).startFromTemplate();
  const workshopSections = new WorkshopSections(laptop);
  await workshopSections.open('Test');
  await workshopSections.answer(before, 'On this laptop');
  await beginAs(laptop.page, 'Saffron', '39');
  for (let question = 1; question <= 5; question += 1) {
    await atQuestion(laptop.page, question);
    await laptop.page.keyboard.press('1');
    await laptop.page.keyboard.press('Enter');
  }
  await atQuestion(laptop.page, 6);
  await laptop.kill();

  const again = await startLaptop({ profile });
  const { page } = again;
  await new FieldApp(page).openMission(programme.mission);
  await new WorkshopPage(page).open(title);
  const after = new WorkshopSections(again);
  await after.open('Test');
  await expect(page.getByText('1 unfinished.')).toBeVisible();
  await page.screenshot({ path: path.join(out, 'unfinished.png') });
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.screenshot({ path: path.join(out, 'unfinished-1024.png') });

  await test.step('another person finds nothing of it, and the person of the code all of it', async () => {
    await after.answer(before, 'On this laptop');
    await beginAs(page, 'Saffron', '39');
    await atQuestion(page, 6);
    await page.screenshot({ path: path.join(out, 'continued.png') });
  });
  // A kiosk closes for nobody but its trainer.
  await again.kill();
  await server.stop();
  await remove();
});
