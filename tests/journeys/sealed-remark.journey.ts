import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { ReviewPage } from '#tests/support/console/review-page.ts';
import { foundIn, needlesOfText } from '#tests/support/disk/needles.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { serverRows } from '#tests/support/server/server-rows.ts';

// Headquarters is polled for news every ten seconds, and this journey often waits for it.
test.setTimeout(240_000);

const institution = 'Public Prosecution Service';

test('[E4] permitted people read an adviser’s confidential remark; laptops know it exists; no row contains it', async () => {
  const { folder, remove, data, server, programme } = await startProgramme();
  const { browser } = await openConsole(server.url);
  const reviewer = await ReviewPage.open(browser, server.url, await programme.reviewerConsoleCode());
  const adviser = await ReviewPage.open(browser, server.url, await programme.adviserConsoleCode());
  const canaries = new Canaries();
  const words = canaries.of('what is strictly confidential');
  const control = new Canaries().of('a point like others');

  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const lead = new FieldApp(laptop.page);
  await lead.openMission(programme.mission);
  await lead.startAssessment(institution, 'Prosecution service');
  await lead.openDimension('Institutions, people and training');
  await lead.rate('D3.3', 3);
  await lead.rate('D3.2', 3);
  for (const step of ['Begin fieldwork', 'Consolidate', 'Submit for review']) await lead.takeStep(step);
  await lead.untilNothingWaits();

  await test.step('the adviser writes it at a question by keyboard, and reads it again', async () => {
    await adviser.openFromQueue(institution, 'Review the safeguards and sign');
    await adviser.openPart(/D3 /);
    await adviser.sealPoint('D3.3', words);
    await adviser.readSealed('D3.3', words);
  });

  await test.step('the reviewer reads it too, gives a point like others and returns the assessment', async () => {
    await reviewer.openFromQueue(institution, 'Close 1 comment');
    await reviewer.openPart(/D3 /);
    await reviewer.addPoint('D3.2', control);
    await reviewer.openPart(/^Review/);
    await reviewer.readSealed('D3.3', words);
    await reviewer.take('Return to the team', async (dialog) => {
      await expect(dialog).toContainText('with 2 comments');
    });
    await expect(reviewer.page.getByRole('main')).toContainText('Consolidated');
  });

  await test.step('the laptop says where the words are, and the lead calls it mended', async () => {
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await lead.mendPoint('D3.2', control, 'The order of 2025 is added.');
    const where = 'Strictly confidential: the lead assessor and the mission lead read it in the console.';
    await lead.mendPoint('D3.3', where, 'It is done.');
    await lead.takeStep('Submit again');
    await lead.untilNothingWaits();
    await expect(laptop.page.getByText(words)).toHaveCount(0);
  });

  await test.step('the reviewer settles it like others', async () => {
    await reviewer.openFromQueue(institution, 'Close 2 comments');
    await expect(reviewer.point('D3.3')).toContainText('It is done.');
    await reviewer.page.getByRole('button', { name: 'Close: comment on D3.3' }).click();
    await expect(reviewer.page.getByText('1 open comment', { exact: true })).toBeVisible();
  });

  await laptop.quit();
  await browser.close();
  await server.stop();

  await test.step('headquarters’ tables hold the other comment; no table or file holds the confidential one', async () => {
    const rows = await serverRows(data);
    const plain = needlesOfText('the other point', control);
    expect(rows.some(({ row }) => foundIn(row, plain).length > 0)).toBe(true);
    const needles = canaries.needles();
    expect(
      rows.flatMap(({ table, row }) => foundIn(row, needles).map((what) => `${table}: ${what}`)),
    ).toEqual([]);
    expect(rows.filter(({ table }) => table === 'sealed_words')).toHaveLength(1);
    expect(searchFolders([data], needles).hits).toEqual([]);
  });
  await remove();
});
