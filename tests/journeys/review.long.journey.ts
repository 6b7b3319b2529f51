import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { ReviewPage } from '#tests/support/console/review-page.ts';

// Headquarters is polled for news every ten seconds, and this journey often waits for it.
test.setTimeout(240_000);

const institution = 'Public Prosecution Service';
const dimension = 'Institutions, people and training';
const seen = 'The practice was seen on site.';
const asked = 'Which document shows it? Add it as evidence.';

test('an assessment is submitted, returned to an offline laptop, corrected, signed, approved and locked', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const { browser } = await openConsole(server.url);
  const reviewer = await ReviewPage.open(browser, server.url, await programme.reviewerConsoleCode());
  const adviser = await ReviewPage.open(browser, server.url, await programme.adviserConsoleCode());

  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const lead = new FieldApp(laptop.page);

  await test.step('the lead assessor hands it in and leaves the network', async () => {
    await lead.openMission(programme.mission);
    await lead.startAssessment(institution, 'Prosecution service');
    await lead.openDimension(dimension);
    await lead.rate('D3.2', 3);
    await lead.takeStep('Begin fieldwork');
    await lead.takeStep('Consolidate');
    await lead.takeStep('Submit for review');
    await lead.untilNothingWaits();
    await lead.simulateNoNetwork(true);
  });

  await test.step('the reviewer reads it, gives a point at a question and returns it', async () => {
    await reviewer.openFromQueue(institution, 'Review');
    await expect(reviewer.page.getByRole('button', { name: 'Approve and lock' })).toBeDisabled();
    await reviewer.openPart(/D3 /);
    await reviewer.addPoint('D3.2', asked);
    await reviewer.openPart(/^Review/);
    await reviewer.take('Return to the team', async (dialog) => {
      await expect(dialog).toContainText('with 1 comment');
      await dialog.getByLabel('Reason').fill('One source is missing.');
    });
    await expect(reviewer.page.getByRole('main')).toContainText('Consolidated');
  });

  await test.step('at next contact the laptop shows a task; the lead corrects the assessment and resubmits', async () => {
    await lead.simulateNoNetwork(false);
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await lead.mendPoint('D3.2', asked, 'The order of 2025 is added.');
    await lead.takeStep('Submit again');
    await lead.untilNothingWaits();
  });

  await test.step('the reviewer settles the point, but cannot approve before the adviser has signed', async () => {
    await reviewer.openFromQueue(institution, 'Close 1 comment');
    await expect(reviewer.point('D3.2')).toContainText('The order of 2025 is added.');
    await reviewer.page.getByRole('button', { name: 'Close: comment on D3.2' }).click();
    await expect(reviewer.page.getByText('The adviser has not signed yet.').first()).toBeVisible();
    await expect(reviewer.page.getByRole('button', { name: 'Approve and lock' })).toBeDisabled();
  });

  await test.step('approval waits until the reviewer gives a reason for a rating above its evidence', async () => {
    await reviewer.openQueue();
    await expect(reviewer.inQueue(institution)).toContainText('1 rating needs a reason');
    await reviewer.inQueue(institution).getByRole('link').click();
    const unexplained = '1 rating is above its evidence and has no reviewer’s reason: D3.2.';
    await expect(reviewer.page.getByText(unexplained).first()).toBeVisible();
    await reviewer.openPart(/D3 /);
    await reviewer.letStand('D3.2', seen);
    await reviewer.openPart(/^Review/);
    await expect(reviewer.page.getByText(unexplained)).toHaveCount(0);
    await expect(reviewer.page.getByRole('button', { name: 'Approve and lock' })).toBeDisabled();
  });

  await test.step('the adviser comes to the safeguards first, and signs', async () => {
    await adviser.openFromQueue(institution, 'Review the safeguards and sign');
    await expect(adviser.page.getByRole('heading', { level: 2, name: 'Safeguards' })).toBeVisible();
    await adviser.take('Sign off', (dialog) => dialog.getByText(/soundly assessed/).click());
    await expect(adviser.page.getByText('An adviser has signed')).toBeVisible();
  });

  await test.step('the reviewer approves and locks it', async () => {
    await expect(reviewer.page.getByRole('button', { name: 'Approve and lock' })).toBeEnabled({
      timeout: 30_000,
    });
    await reviewer.take('Approve and lock');
    await expect(reviewer.page.getByText('Final and locked')).toBeVisible();
    await reviewer.openQueue();
    await reviewer.page.getByRole('tab', { name: /^Dates/ }).click();
    await expect(reviewer.page.getByRole('row', { name: /progress note due/i })).toContainText(institution);
  });

  await test.step('on the laptop it is final, and nothing in it can be changed any more', async () => {
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await expect(laptop.page.getByText('Final').first()).toBeVisible({ timeout: 45_000 });
    await lead.openDimension(dimension);
    await expect(lead.question('D3.2').getByText(`Reviewer: ${seen}`)).toBeVisible();
    await lead.question('D3.2').getByRole('heading').click();
    await laptop.page.keyboard.press('5');
    await lead.expectLevel('D3.2', 3);
  });

  await laptop.quit();
  await browser.close();
  await server.stop();
  await remove();
});
