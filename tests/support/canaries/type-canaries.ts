import { expect, type Page } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import type { Canaries } from './canaries.ts';

/** Join as a person does: everything typed, nothing given at the start of the app. */
export async function join(page: Page, url: string, code: string, canaries: Canaries): Promise<void> {
  await page.getByLabel('Address of headquarters').fill(url);
  await page.getByRole('textbox', { name: /^Code/ }).fill(code);
  await page.getByLabel('Name of this laptop').fill(canaries.of('name of the laptop'));
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('link', { name: 'My missions' }).first().waitFor({ timeout: 30_000 });
}

/** Type a canary into every field of an assessment. */
export async function typeIntoAssessment(page: Page, mission: string, canaries: Canaries): Promise<void> {
  const fieldApp = new FieldApp(page);
  await fieldApp.openMission(mission);
  await fieldApp.startAssessment(canaries.of('institution'), 'Forensic laboratory or digital forensic unit');
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.reason('D3.2').fill(canaries.of('reason'));
  await fieldApp.reason('D3.2').blur();

  await page.getByRole('button', { name: 'Add evidence' }).first().click();
  await page.getByLabel('Title or source').fill(canaries.of('evidence'));
  await page.getByRole('dialog').getByRole('button', { name: 'Add evidence' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();

  const comment = page.getByLabel(/^Comment on D3\.2/);
  await comment.fill(canaries.of('comment'));
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await fieldApp.rate('D3.3', 2);
  await page.getByLabel(/^Comment on D3\.3/).fill(canaries.of('comment that is not sent'));
  await untilDraftKept(page);

  for (const [keys, role, place] of [
    ['/', 'searchbox', 'search in the questions'],
    ['Control+k', 'combobox', 'go anywhere'],
  ] as const) {
    await fieldApp.question('D3.3').getByRole('heading').click();
    await page.keyboard.press(keys);
    await page.getByRole(role).last().fill(canaries.of(place));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await fieldApp.openDimension('Institutions, people and training');
  }
  await untilDraftKept(page);
}

/** Wait until the half-written comment is a draft on the disk, and everything else is saved. */
const untilDraftKept = (page: Page): Promise<void> =>
  expect(page.getByRole('button', { name: /1 text not saved/ })).toBeVisible();

/** Type a canary into every field of a workshop. */
export async function typeIntoWorkshop(page: Page, mission: string, canaries: Canaries): Promise<void> {
  const fieldApp = new FieldApp(page);
  const workshopPage = new WorkshopPage(page);
  await fieldApp.openMission(mission);
  await workshopPage.start(canaries.of('workshop'));
  await workshopPage.startFromTemplate();
  await workshopPage.addSession(1, canaries.of('session'));
  await workshopPage.openNotes('1.2');
  await workshopPage.writeNotes(canaries.of('notes'));
  for (const label of ['Title', 'Method', 'Output']) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(canaries.of(`session ${label}`));
    await page.getByRole('textbox', { name: label, exact: true }).blur();
  }
  await untilDraftKept(page);
}
