import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { ReviewPage } from '#tests/support/console/review-page.ts';

// A questionnaire from the field (its owner: tests/data/forms/NOTICE.md).
const survey = path.resolve(
  'tests/data/forms/xlsform/web-forms__common_fixtures_preview-service_xlsforms_socio-economic-survey-v20240515.xlsx',
);
const institution = 'District office';
const remark = 'He is away until Monday.';
const idOfRow = /[0-9a-f]{8}-[0-9a-f]{4}/;

test('any questionnaire is assigned across the team, and a reviewer’s comment links to its question', async () => {
  test.setTimeout(240_000);
  const { folder, remove, server, programme } = await startProgramme();
  await programme.publish(survey);
  const { browser } = await openConsole(server.url);
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);
  await field.startForm(institution);
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /Household members/ })
    .click();
  await page.getByRole('button', { name: /^Add: / }).click();
  await page.keyboard.type('Head of household');
  await field.untilSaved();

  await test.step('a section is given to somebody, and is theirs in the list', async () => {
    await page.getByRole('button', { name: 'Assign questions' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: /Household members/ })
      .first()
      .click();
    await page.getByRole('option', { name: 'You' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('navigation', { name: 'Sections' }).getByText(/You/).first()).toBeVisible();
  });

  await test.step('a person adds a remark to a question, for the readers of its answer', async () => {
    await page.getByRole('textbox', { name: /^Comment on / }).fill(remark);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('textbox', { name: /^Comment on / })).toHaveValue('');
    await expect(page.getByRole('complementary').getByText(remark)).toBeVisible();
    await field.untilSaved();
  });

  const reviewer = await ReviewPage.open(browser, server.url, await programme.reviewerConsoleCode());
  await test.step('it is handed in, and comes back with a point about one question', async () => {
    await field.takeStep('Begin fieldwork');
    await field.takeStep('Consolidate');
    await field.takeStep('Submit for review');
    await field.untilNothingWaits();
    await reviewer.openFromQueue(institution, 'Review');
    // Headquarters reads it in the words of the form: pages, questions, rows and answers.
    await reviewer.openPart(/Household members/);
    const asked = reviewer.page
      .getByRole('article', { name: /Household members \d · / })
      .filter({ hasText: 'Head of household' });
    await expect(asked).toHaveCount(1);
    await expect(asked).toContainText(remark);
    await expect(asked).toContainText(/Comment · Lead assessor/);
    await asked.focus();
    await reviewer.page.keyboard.press('Alt+p');
    await expect(reviewer.page.getByRole('textbox').and(reviewer.page.locator(':focus'))).toBeVisible();
    await reviewer.page.keyboard.type('Is that of the whole month?');
    await reviewer.page.keyboard.press('Tab');
    await reviewer.page.keyboard.press('Enter');
    await reviewer.openPart(/^Review/);
    const point = reviewer.page.getByRole('article', { name: /^comment on .*Household members \d · / });
    await expect(point).toContainText('whole month');
    await expect(point).not.toContainText(idOfRow);
    await reviewer.take('Return to the team');
  });

  await test.step('the key O opens the question of the task, with the comment beside it', async () => {
    await field.syncNow();
    await field.openAssessment(programme.mission, institution);
    await page.getByRole('link', { name: /^Review/ }).click();
    const task = page.getByRole('article', { name: /^Reviewer’s comment/ });
    await expect(task).toContainText('Is that of the whole month?', { timeout: 45_000 });
    await expect(task).toContainText(/Household members \d · /);
    await expect(task).not.toContainText(idOfRow);
    await task.focus();
    await page.keyboard.press('Alt+o');
    await expect(page.getByRole('heading', { name: /Household members/ }).first()).toBeVisible();
    await expect(page.getByRole('complementary').getByText('Is that of the whole month?')).toBeVisible();
  });

  await laptop.quit();
  await browser.close();
  await server.stop();
  await remove();
});
