import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { openLaptopDisk } from '#tests/support/app/open-laptop-disk.ts';
import { someOwner } from '#tests/support/app/vault.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const institution = 'Xylophone Prosecution Service';
const dimension = 'Institutions, people and training';

test('[E 6] removing a mission before travel leaves no record on disk; it is restored afterwards', async () => {
  const { folder, remove } = await temporaryFolder();
  const [data, profile] = [path.join(folder, 'server'), path.join(folder, 'laptop')];
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const { mission } = programme;
  const start = { profile, enrol: { url: serverProcess.url, code: await programme.leadCode() } };
  let laptop = await startLaptop(start);
  let fieldApp = new FieldApp(laptop.page);
  const onDisk = async (): Promise<number> => {
    const { frames, rows } = await openLaptopDisk(laptop.page, profile, someOwner.passphrase);
    return [...frames, ...rows.map(({ text }) => text)].filter((text) => text.includes(institution)).length;
  };
  await fieldApp.openMission(mission);
  await fieldApp.startAssessment(institution, 'Prosecution service');
  await fieldApp.openDimension(dimension);
  await fieldApp.rate('D3.2', 2);
  await fieldApp.untilAtRest();
  expect(await onDisk()).toBeGreaterThan(0);

  await test.step('the departure check reports known facts and claims nothing else', async () => {
    const { page } = laptop;
    await page.evaluate(() => void (location.hash = '#/missions'));
    await page.getByRole('button', { name: 'Before you travel' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Before you travel' })).toBeFocused();
    await expect(page.getByText('Headquarters has all changes from this laptop.')).toBeVisible();
    await expect(page.getByText('No backup yet.')).toBeVisible();
    const out = path.resolve('dist/journeys/travel');
    fs.mkdirSync(out, { recursive: true });
    await picturesInLanguages(page, { travel: '#/travel' }, (name) =>
      page.screenshot({ path: path.join(out, `${name}.png`) }),
    );
  });

  await test.step('the mission is removed by keyboard; journal and database hold no word of its records', async () => {
    const { page } = laptop;
    await page.getByRole('button', { name: `Remove from this laptop: ${mission}` }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('No missions on this laptop.')).toBeVisible();
    expect(await onDisk()).toBe(0);
  });

  await test.step('after a restart it is in the list by its name, and comes back whole', async () => {
    await laptop.quit();
    laptop = await startLaptop({ profile });
    fieldApp = new FieldApp(laptop.page);
    const { page } = laptop;
    await page.getByRole('button', { name: `Restore: ${mission}` }).click();
    await fieldApp.openAssessment(mission, institution);
    await fieldApp.openDimension(dimension);
    await fieldApp.expectLevel('D3.2', 2);
    await fieldApp.rate('D3.2', 3);
    await fieldApp.untilNothingWaits();
  });
  await laptop.quit();
  await serverProcess.stop();
  await remove();
});
