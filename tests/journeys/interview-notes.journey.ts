import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { foundIn, needlesOfText } from '#tests/support/disk/needles.ts';
import { searchFolders } from '#tests/support/disk/search-folder.ts';
import { startRecordingProxy } from '#tests/support/network/recording-proxy.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { serverRows } from '#tests/support/server/server-rows.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const institution = 'National Police';
const functionName = 'Head of the examination unit';

test('[E] headquarters receives the evidence; no sent byte and no row there contains the interview note', async () => {
  test.setTimeout(300_000);
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const profile = path.join(folder, 'laptop');
  const serverProcess = await startServer(data);
  const road = await startRecordingProxy(serverProcess.url);
  const programme = await setUpProgramme(data);
  const canaries = new Canaries();
  const told = canaries.of('what was told');

  let laptop = await startLaptop({ profile, enrol: { url: road.url, code: await programme.leadCode() } });
  let fieldApp = new FieldApp(laptop.page);
  await test.step('an assessor opens a note from a question, types it and makes it evidence', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Police or other law-enforcement agency');
    await fieldApp.openDimension('Responsible technology adoption and data governance');
    await fieldApp.question('D5.4').getByRole('heading').click();
    await laptop.page.getByRole('button', { name: 'Add interview note' }).click();
    await expect(laptop.page.getByLabel('Institution', { exact: true })).toHaveValue(institution);
    await laptop.page.getByLabel('Function').fill(functionName);
    await laptop.page
      .getByRole('textbox', { name: 'Note', exact: true })
      .pressSequentially(`They said ${told}. `);
    await laptop.page.getByRole('button', { name: 'Use as evidence for D5.4' }).click();
    await expect(laptop.page.getByRole('link', { name: institution })).toBeVisible();
    await fieldApp.untilSaved();
  });
  await test.step('a second note is typed and searched for, and the first changed, with syncs between', async () => {
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
    await openNotes(laptop.page, programme.mission, fieldApp);
    await laptop.page.getByRole('button', { name: 'New note' }).click();
    await laptop.page
      .getByLabel('Institution', { exact: true })
      .fill(canaries.of('institution of a note alone'));
    await laptop.page.getByLabel('Function').fill(canaries.of('function of a note alone'));
    await laptop.page.getByRole('textbox', { name: 'Note', exact: true }).fill(canaries.of('second note'));
    await fieldApp.untilSaved();
    await openNotes(laptop.page, programme.mission, fieldApp);
    await laptop.page.getByLabel('Search in your notes').fill(told.slice(0, 12));
    await laptop.page.getByRole('link', { name: `${institution}, ${functionName}` }).click();
    await laptop.page
      .getByRole('textbox', { name: 'Note', exact: true })
      .fill(`${told} ${canaries.of('added later')}`);
    await fieldApp.untilSaved();
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
  });
  await test.step('the app is killed, and the notes are there when it is opened again', async () => {
    await laptop.kill();
    laptop = await startLaptop({ profile });
    fieldApp = new FieldApp(laptop.page);
    await openNotes(laptop.page, programme.mission, fieldApp);
    await laptop.page.getByRole('link', { name: `${institution}, ${functionName}` }).click();
    await expect(laptop.page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
      new RegExp(told),
    );
    await fieldApp.untilAtRest();
    await lockVault(laptop.page);
    await laptop.quit();
  });
  await serverProcess.stop();

  const needles = canaries.needles();
  const evidence = needlesOfText('evidence', functionName);
  await test.step('the road: the evidence is in it, no word of the notes is', () => {
    const bytes = road.recorded();
    expect(bytes.some((one) => foundIn(one, evidence).length > 0)).toBe(true);
    expect(bytes.flatMap((one) => foundIn(one, needles))).toEqual([]);
    console.log(
      `${road.requests()} requests, ${bytes.reduce((sum, { length }) => sum + length, 0)} bytes searched`,
    );
  });
  await test.step('headquarters’ tables hold the evidence; no table or file holds a word of the notes', async () => {
    const rows = await serverRows(data);
    expect(rows.some(({ row }) => foundIn(row, evidence).length > 0)).toBe(true);
    expect(
      rows.flatMap(({ table, row }) => foundIn(row, needles).map((what) => `${table}: ${what}`)),
    ).toEqual([]);
    const files = searchFolders([data], needles);
    expect(files.hits).toEqual([]);
    console.log(
      `${new Set(rows.map(({ table }) => table)).size} tables with rows, ${rows.length} rows, ${files.files} files searched`,
    );
  });
  await test.step('the disk of the laptop: no word of the notes can be read', () => {
    const files = searchFolders([profile], needles);
    expect([files.hits, files.unread]).toEqual([[], []]);
    console.log(`${files.files} files of the laptop, ${files.bytes} bytes searched`);
  });
  await road.close();
  await remove();
});

async function openNotes(page: Page, mission: string, fieldApp: FieldApp): Promise<void> {
  await fieldApp.openMission(mission);
  await page.getByRole('tab', { name: 'Notes' }).click();
}
