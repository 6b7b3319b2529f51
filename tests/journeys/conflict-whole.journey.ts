import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const out = path.resolve('dist/journeys/conflict-whole');
const institution = 'Office of the Public Prosecutor';
const dimension = 'Institutions, people and training';

test('two whole answers are side by side, one key decides with its reason, and an undo reopens it', async () => {
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  const firstLaptop = await startLaptop({
    profile: path.join(folder, 'first'),
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const lead = new FieldApp(firstLaptop.page);
  await lead.openMission(programme.mission);
  await lead.startAssessment(institution, 'Prosecution service');
  await lead.openDimension(dimension);
  await lead.untilNothingWaits();

  const second = await startLaptop({
    profile: path.join(folder, 'second'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const colleague = new FieldApp(second.page);
  await colleague.openAssessment(programme.mission, institution);
  await colleague.openDimension(dimension);

  const addEvidence = async (page: Page, app: FieldApp, title: string): Promise<void> => {
    await app.question('D3.2').getByRole('heading').click();
    await page.keyboard.press('Alt+a');
    await page.getByRole('textbox', { name: 'Title or source' }).fill(title);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  const receive = async (app: FieldApp): Promise<void> => {
    await app.syncNow();
    await app.openAssessment(programme.mission, institution);
    await app.openDimension(dimension);
  };

  await test.step('both answer offline; only the colleague writes a reason', async () => {
    for (const app of [lead, colleague]) await app.simulateNoNetwork(true);
    await lead.rate('D3.2', 4);
    await addEvidence(firstLaptop.page, lead, 'Training plan of 2026');
    await colleague.rate('D3.2', 2);
    await colleague.reason('D3.2').fill('Informal arrangement.');
    await colleague.reason('D3.2').blur();
    await addEvidence(second.page, colleague, 'Interview, head of training');
    for (const app of [lead, colleague]) {
      await app.untilSaved();
      await app.simulateNoNetwork(false);
      await app.untilNothingWaits();
    }
  });

  await test.step('the question shows both whole, the own one first, with names of laptops and the evidence of each', async () => {
    await receive(lead);
    const card = lead.question('D3.2');
    await expect(card.getByRole('columnheader')).toHaveText([/^Yours/, /^Second assessor/], {
      timeout: 45_000,
    });
    await expect(card.getByRole('columnheader').last()).toContainText(/laptop “.+”/);
    await expect(card.getByRole('row', { name: /^Level/ }).getByRole('cell')).toHaveText([
      /Level 4/,
      /Level 2/,
    ]);
    await expect(card.getByRole('row', { name: /^Rationale/ }).getByRole('cell')).toHaveText([
      'Nothing written',
      'Informal arrangement.',
    ]);
    await expect(card.getByRole('row', { name: /^Evidence/ }).getByRole('cell')).toHaveText([
      /Training plan of 2026.*only here/s,
      /Interview, head of training.*only here/s,
    ]);
    await firstLaptop.page.screenshot({ path: path.join(out, 'question.png') });
  });

  await test.step('the list of conflicts shows the same, once', async () => {
    await firstLaptop.page.getByRole('link', { name: 'Conflicts' }).first().click();
    await expect(firstLaptop.page.getByRole('article')).toHaveCount(1);
    await expect(firstLaptop.page.getByRole('columnheader')).toHaveText([/^Yours/, /^Second assessor/]);
    await firstLaptop.page.screenshot({ path: path.join(out, 'conflicts.png') });
  });

  const register = (page: Page) => page.getByRole('article').getByRole('row', { name: /^Rationale/ });
  await test.step('2 keeps the whole answer of the colleague; Ctrl+Z reopens it, and 1 decides for the own one', async () => {
    await firstLaptop.page.keyboard.press('2');
    await expect(firstLaptop.page.getByText('D3.2 is decided. Kept: Second assessor.')).toBeVisible();
    await expect(firstLaptop.page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
    await expect(firstLaptop.page.getByText('Kept: Second assessor (Level 2)')).toBeVisible();
    await firstLaptop.page.screenshot({ path: path.join(out, 'decided.png') });
    await firstLaptop.page.keyboard.press('Control+z');
    await expect(register(firstLaptop.page).getByRole('cell')).toHaveText([
      'Nothing written',
      'Informal arrangement.',
    ]);
    await expect(firstLaptop.page.getByRole('columnheader')).toHaveText([/^Yours/, /^Second assessor/]);
    await firstLaptop.page.keyboard.press('1');
    await expect(firstLaptop.page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
    await firstLaptop.page.getByRole('button', { name: 'Open again: D3.2 Assigned responsibility' }).click();
    await expect(firstLaptop.page.getByRole('columnheader')).toHaveText([/^Yours/, /^Second assessor/]);
    await expect(register(firstLaptop.page).getByRole('cell')).toHaveText([
      'Nothing written',
      'Informal arrangement.',
    ]);
    await firstLaptop.page.getByRole('article').getByRole('heading', { level: 3 }).click();
    await firstLaptop.page.keyboard.press('1');
    await expect(firstLaptop.page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
    await lead.untilNothingWaits();
  });

  await test.step('both laptops have the level without a reason that argues for another', async () => {
    for (const app of [lead, colleague]) {
      await receive(app);
      await expect(app.question('D3.2').getByText('Two people answered')).toHaveCount(0, { timeout: 45_000 });
      await app.expectLevel('D3.2', 4);
      await expect(app.reason('D3.2')).toHaveValue('');
    }
    await lead.question('D3.2').getByRole('heading').click();
    for (const title of ['Training plan of 2026', 'Interview, head of training'])
      await expect(firstLaptop.page.getByText(title)).toBeVisible();
  });

  await firstLaptop.quit();
  await second.quit();
  await server.stop();
  await remove();
});
