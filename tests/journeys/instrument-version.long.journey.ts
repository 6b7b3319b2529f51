import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const question = (name: string, label: string) => ({
  kind: 'question',
  qid: name,
  name,
  type: 'text',
  label: { en: label },
});
const survey = (version: string, ...nodes: readonly object[]): string =>
  JSON.stringify({
    id: 'water-points',
    version,
    title: { en: 'Water points' },
    languages: ['en'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes,
    choiceLists: [],
    settings: {},
  });
const village = question('village', 'Name of the village');

test('a newer version during fieldwork shows its differences, keeps the answers and can be undone', async () => {
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const admin = (...args: readonly string[]) => serverCommand(data, 'admin', ...args);
  const publish = async (version: string, ...nodes: readonly object[]): Promise<void> => {
    const file = path.join(folder, `survey-${version}.json`);
    writeFileSync(file, survey(version, village, ...nodes));
    await admin('publish-instrument', file);
  };
  await admin('add-log', '--kind', 'programme', '--title', 'Programme');
  await admin('add-person', '--name', 'Administrator', '--role', 'admin');
  const programme = await setUpProgramme(data);
  await publish('1', question('owner', 'Who owns it?'));

  const { laptop, page, field } = await startFieldwork(folder, serverProcess.url, programme);
  await page.getByRole('button', { name: 'New assessment' }).first().click();
  await page.getByLabel('Questionnaire', { exact: true }).click();
  await page.getByRole('option', { name: /Water points/ }).click();
  await page.getByLabel('Institution', { exact: true }).fill('North district');
  await page.getByRole('button', { name: 'Start the assessment' }).click();
  const box = (label: string) => page.getByRole('textbox', { name: label });
  await box('Name of the village').fill('Talam');
  await box('Who owns it?').fill('The council');
  await field.untilSaved();

  await publish('2', question('works', 'Does it work?'));
  await field.syncNow();
  await field.untilAtRest();
  await field.openAssessment(programme.mission, 'North district');
  await expect(page.getByText('Version 2 of this questionnaire is available')).toBeVisible();
  await page.getByRole('button', { name: 'See what changed' }).click();
  await expect(page.getByRole('heading', { name: '1 answer will have no question' })).toBeVisible();
  await page.getByRole('button', { name: 'Change to version 2' }).click();

  await test.step('the answers are at their questions', async () => {
    await expect(box('Does it work?')).toBeVisible();
    await expect(box('Name of the village')).toHaveValue('Talam');
    await expect(box('Who owns it?')).toHaveCount(0);
    await box('Does it work?').fill('Yes');
    await field.untilSaved();
  });

  await test.step('and all of it is there after going back', async () => {
    await page.getByRole('button', { name: 'Go back to version 1' }).click();
    await expect(box('Who owns it?')).toHaveValue('The council');
    await field.untilSaved();
  });
  await laptop.quit();
  await serverProcess.stop();
  await remove();
});
