import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
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

/** Choose an option of a list field. */
async function choose(page: Page, field: RegExp, option: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: field }).last().click();
  await page.getByRole('option', { name: option }).first().click();
}

const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });

test('the records of a mission are renamed, copied, archived, removed and brought back; its overview fills the mission note', async () => {
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const otherMission = 'Arlandia, second visit';
  await programme.addMission(otherMission);
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);
  const told = (text: string) => expect(page.getByRole('log').getByText(text)).toBeVisible();

  await test.step('a first assessment counts its answers against its questions', async () => {
    await page.getByRole('button', { name: 'New assessment' }).click();
    await page.getByRole('button', { name: /Assessment type$|^Baseline/ }).click();
    await expect(page.getByRole('option', { name: /Follow-up/ })).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await field.startAssessment(laboratory, type);
    await expect(page.getByText(/^Do not record names of suspects/)).toBeInViewport();
    await expect(page.locator('[data-question="S1"]')).toBeInViewport();
    await page.screenshot({ path: path.join(out, 'rule.png') });
    await field.openDimension('Institutions, people and training');
    await field.rate('D3.3', 3);
    await field.untilSaved();
    await field.openMission(programme.mission);
    await expect(row(page, laboratory)).toContainText(/1 of \d\d/);
  });

  await test.step('a second one of the same institution is warned of, and leads to the first', async () => {
    await page.getByRole('button', { name: 'New assessment' }).click();
    await page.getByLabel('Institution', { exact: true }).pressSequentially('foren');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('option', { name: laboratory })).toHaveAttribute('data-focused');
    await page.keyboard.press('Enter');
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

  await test.step('beginning fieldwork accepts the rule, and a quiet line stays', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Regional laboratory' }).click();
    const rule = page.getByText(/^Do not record names of suspects/);
    await expect(rule).toBeVisible();
    await page.getByRole('banner').getByRole('button', { name: 'Begin fieldwork' }).click();
    await expect(page.getByRole('dialog')).toContainText('you accept this rule');
    await page.getByRole('dialog').getByRole('button', { name: 'Begin fieldwork' }).click();
    await expect(rule).toHaveCount(0);
    await field.openDimension('Institutions, people and training');
    await expect(page.getByText('No names, cases, threats or weaknesses of systems.').first()).toBeVisible();
    await page.screenshot({ path: path.join(out, 'quiet-rule.png') });
    await field.openMission(programme.mission);
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

  await test.step('it is moved to another mission, comes back by the notice, and moves again', async () => {
    const moveIt = async (picture?: string) => {
      await act(page, 'Regional laboratory', 'Move to another mission');
      const dialog = page.getByRole('dialog');
      await choose(page, /Mission$/, otherMission);
      if (picture !== undefined) await page.screenshot({ path: path.join(out, `${picture}.png`) });
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();
      await told(`Moved to ${otherMission}: Regional laboratory`);
      await expect(row(page, 'Regional laboratory')).toHaveCount(0);
    };
    await moveIt('move');
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).last().click();
    await expect(row(page, 'Regional laboratory')).toBeVisible();
    await field.openMission(otherMission);
    await expect(row(page, 'Regional laboratory')).toHaveCount(0);
    await field.openMission(programme.mission);
    await moveIt();
    await page.getByText('1 removed').click();
    await page.screenshot({ path: path.join(out, 'moved-list.png') });
    await page.getByRole('link', { name: 'Moved to another mission' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Regional laboratory' })).toBeVisible();
    await expect(page.getByText('Moved from another mission.')).toBeVisible();
    await field.openDimension('Institutions, people and training');
    await field.expectLevel('D3.3', 3);
    await page.screenshot({ path: path.join(out, 'moved-from.png') });
    await page.getByRole('link', { name: `Open it in ${programme.mission}` }).click();
    await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();
    await expect(page.getByText('Moved to another mission')).toBeVisible();
    await page.screenshot({ path: path.join(out, 'moved-to.png') });
    await page.getByRole('button', { name: 'Bring back' }).click();
    await field.untilSaved();
    await field.openMission(programme.mission);
    await expect(row(page, 'Regional laboratory')).toBeVisible();
  });

  await test.step('the lead puts the mission together: place, mode, team, meetings, checklist', async () => {
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByLabel('Place').fill('Capital of Arlandia');
    await page.getByLabel('Purpose').fill('Baseline of electronic evidence.');
    await choose(page, /Mode$/, 'On site');
    await page.getByRole('button', { name: 'Start from the usual list' }).click();
    await page.getByText('Laptops checked before travel').click();
    await expect(page.getByText('1 of 6 done')).toBeVisible();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await choose(page, /Person$/, /^Lead/);
    await choose(page, /Function$/, 'Lead assessor');
    await page.getByRole('button', { name: 'Add', exact: true }).last().click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Add a meeting' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Institution' }).fill('Ministry of Justice');
    await dialog.getByRole('spinbutton').nth(3).pressSequentially('0930');
    await dialog.getByLabel('Who meets').fill('Head of department; lead assessor');
    await page.screenshot({ path: path.join(out, 'meeting.png') });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Ministry of Justice')).toBeVisible();
    await choose(page, /Change the status$/, 'Under way');
    await expect(page.locator('[aria-current="step"]')).toHaveText('Under way');
  });

  await test.step('the lead writes the words for reports, and undoes a removal', async () => {
    await page.getByLabel('Summary').fill('One laboratory was assessed.');
    await page.getByLabel('Next steps').fill('The State comments within 30 days.');
    await page.getByRole('button', { name: 'Add a key message' }).click();
    await page.getByRole('textbox', { name: 'Message 1' }).fill('The laboratory works by custom.');
    await choose(page, /Figure$/, 'Institutions assessed');
    await field.untilSaved();
    await page.getByRole('button', { name: 'More: message 1' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(page.getByRole('textbox', { name: 'Message 1' })).toHaveCount(0);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).last().click();
    await expect(page.getByRole('textbox', { name: 'Message 1' })).toHaveValue(
      'The laboratory works by custom.',
    );
  });

  await test.step('the mission note holds all of it, and no name', async () => {
    await page.getByRole('link', { name: 'Reports' }).first().click();
    await page
      .getByRole('navigation', { name: 'Report', exact: true })
      .getByText('R1', { exact: true })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: /^R1/ })).toBeVisible();
    const report = page.locator('.fb-report');
    for (const text of [
      'The laboratory works by custom.',
      'One laboratory was assessed.',
      'Capital of Arlandia',
      'Ministry of Justice',
      'Head of department; lead assessor',
      'Lead assessor',
    ])
      await expect(report).toContainText(text);
    await page.screenshot({ path: path.join(out, 'R1.png') });
  });

  await test.step('records and overview are shown in three languages at two sizes', async () => {
    const here = `#/missions/${programme.log}`;
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      const addresses = { records: `${here}/assessments`, overview: `${here}/overview` };
      await picturesInLanguages(page, addresses, (name) =>
        page.screenshot({ path: path.join(out, `${name}-${width}.png`) }),
      );
    }
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
