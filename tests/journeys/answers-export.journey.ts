import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';

const ask = (name: string, type: string, label: string, more: object = {}) => ({
  kind: 'question',
  qid: name,
  name,
  type,
  label: { en: label },
  ...more,
});

const wells = {
  id: 'wells',
  version: '1',
  title: { en: 'Wells' },
  languages: ['en'],
  defaultLanguage: 'en',
  rootName: 'data',
  nodes: [
    ask('village', 'text', 'Name of the village'),
    ask('works', 'select_one', 'Does it work?', { choices: { list: 'yn' } }),
    ask('why', 'text', 'Why not?', { relevant: "${works} = 'n'" }),
    ask('loud', 'calculate', 'Loud', { calculation: "concat(${village}, '!')" }),
  ],
  choiceLists: [
    {
      name: 'yn',
      choices: [
        { name: 'y', label: { en: 'Yes' } },
        { name: 'n', label: { en: 'No' } },
      ],
    },
  ],
  settings: {},
};

/** The lines of a text file in an archive. */
function linesIn(archive: Uint8Array, name: string): readonly string[] {
  const bytes = unzipSync(archive)[name];
  if (bytes === undefined) throw new Error(`${name} is in the archive`);
  return strFromU8(bytes).trim().split('\r\n');
}

test('the laptop exports answers, the console submitted ones, both without hidden answers and formulas', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const form = path.join(folder, 'wells.json');
  writeFileSync(form, JSON.stringify(wells));
  await programme.publish(form);
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);
  await field.startForm('North district');
  await page.getByRole('textbox', { name: 'Name of the village' }).fill('=1+1');
  await field.asked('Does it work?').getByText('No', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Why not?' }).fill('dry in summer');
  await field.asked('Does it work?').getByText('Yes', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Why not?' })).toHaveCount(0);
  await field.untilSaved();

  await test.step('the laptop saves the one assessment where the person says', async () => {
    const file = path.join(folder, 'mine.zip');
    await laptop.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByRole('button', { name: 'Save the answers' }).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    const [head, row] = linesIn(readFileSync(file), 'wells.csv');
    expect(head).toBe(
      '_index,_id,_reference_date,_assessment_type,_follows,_status,_institution,_institution_type,village,works,works::label::en,why,loud',
    );
    expect(row).toMatch(/^1,[-0-9a-f]{36},[^,]*,[^,]*,,draft,North district,,'=1\+1,y,Yes,,'=1\+1!$/);
  });

  for (const step of ['Begin fieldwork', 'Consolidate', 'Submit for review']) {
    await page.getByRole('button', { name: step }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: step }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await field.syncNow();
  await field.untilAtRest();

  const { browser, page: hq } = await openConsole(server.url);
  await test.step('headquarters states the purpose and receives a file', async () => {
    await signInFirstTime(hq, await programme.reviewerConsoleCode());
    await hq.getByRole('link', { name: programme.mission }).first().click();
    await hq.getByRole('button', { name: 'Export answers' }).click();
    const dialog = hq.getByRole('dialog', { name: 'Export answers' });
    await dialog.getByText('Archive for statistics').click();
    await dialog.getByRole('button', { name: 'Save file' }).click();
    await expect(dialog.getByText('Enter the purpose.')).toBeVisible();
    await dialog.getByLabel('Purpose').fill('Report on wells');
    const [download] = await Promise.all([
      hq.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save file' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('wells@1.zip');
    const archive = readFileSync(await download.path());
    expect(linesIn(archive, 'wells.csv')[1]).toMatch(
      /,quality-review,North district,,'=1\+1,y,Yes,,'=1\+1!$/,
    );
    expect(linesIn(archive, 'codebook.csv')[0]).toContain('table,column,variable,type');
    expect(Object.keys(unzipSync(archive))).toContain('data.xlsx');
  });
  await browser.close();
  await laptop.quit();
  await server.stop();
  await remove();
});
