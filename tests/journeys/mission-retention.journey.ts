import fs from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { type LaptopClock, openWithClock } from '#tests/support/app/laptop-clock.ts';
import { openLaptopDisk } from '#tests/support/app/open-laptop-disk.ts';
import { openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';
import { Canaries } from '#tests/support/canaries/canaries.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { type ServerStore, serverCommand, startServer } from '#tests/support/server/server-process.ts';
import { serverRows } from '#tests/support/server/server-rows.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const dayMs = 24 * 60 * 60_000;
const [sent, unsent] = ['Arlandia, baseline', 'Borland, baseline'];
const agency = 'Police or other law-enforcement agency';

test('[E 9] every screen lists missions past retention for 30 days; then the laptop permanently erases them', async () => {
  test.setTimeout(180_000);
  const { folder, remove } = await temporaryFolder();
  const [data, profile] = [path.join(folder, 'server'), path.join(folder, 'laptop')];
  const programme = await setUpTwoMissions(data);
  const serverProcess = await startServer(data);
  const { browser } = await openConsole(serverProcess.url);
  await test.step('the manager says at headquarters when the programme ended', async () => {
    await sayEnd(browser, serverProcess.url, await programme.code('console-code', 'manager'), endDueIn(100));
    await browser.close();
  });

  const enrol = { url: serverProcess.url, code: await programme.code('enrol-code', 'lead') };
  const laptop = await startLaptop({ profile, enrol, owner: null });
  const { page } = laptop;
  const laptopClock = await openWithClock(page, () => openVaultOnScreen(page));
  const fieldApp = new FieldApp(page);
  const words = new Canaries();
  const [gone, kept] = [words.of('first institution'), words.of('second institution')];
  const onDisk = () => openLaptopDisk(page, profile, someOwner.passphrase);
  const link = (mission: string) => page.getByRole('main').getByRole('link', { name: mission });
  const due = '2 missions will soon be erased from this laptop';

  await test.step('two missions are begun and sent; one changes again while there is no network', async () => {
    for (const [mission, institution] of [
      [sent, gone],
      [unsent, kept],
    ] as const) {
      await fieldApp.openMission(mission);
      await fieldApp.startAssessment(institution, agency);
    }
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await fieldApp.openAssessment(unsent, kept);
    await fieldApp.simulateNoNetwork(true);
    await fieldApp.openDimension('Institutions, people and training');
    await fieldApp.rate('D3.2', 3);
    await fieldApp.expectChangesWaiting();
    const { frames, rows } = await onDisk();
    expect([frames.join().includes(gone), rows.some(({ text }) => text.includes(gone))]).toEqual([
      true,
      true,
    ]);
  });

  await test.step('every screen announces erasure in 30 days, five years after the end; one mission waits', async () => {
    // Day by day: a long step of a running app looks like a clock that was set, and erases nothing.
    await passDays(page, laptopClock, 100);
    await expect(async () => {
      await passDays(page, laptopClock, 1);
      await fieldApp.showBanner(due, 2_000);
    }).toPass({ timeout: 40_000 });
    const out = path.resolve('dist/journeys/mission-retention');
    fs.mkdirSync(out, { recursive: true });
    for (const address of ['#/missions', '#/whereabouts', '#/settings']) {
      await page.evaluate((hash) => void (location.hash = hash), address);
      await fieldApp.showBanner(due);
    }
    await expect(page.getByRole('main').or(page.locator('body')).first()).toContainText(
      /changes? of yours in it ha(s|ve) not reached headquarters/,
    );
    await page.evaluate(() => void (location.hash = '#/missions'));
    const row = (mission: string) => page.getByRole('row', { name: mission });
    await expect(row(sent)).toContainText('At headquarters');
    await expect(row(unsent)).not.toContainText('At headquarters');
    await picturesInLanguages(page, { due: '#/missions' }, (name) =>
      page.screenshot({ path: path.join(out, `${name}.png`) }),
    );
  });

  await test.step('30 days later the sent mission is absent from list, journal and database', async () => {
    // On a busy machine the days above went on for one or two after the list was made.
    await passDays(page, laptopClock, 27);
    await fieldApp.showBanner(due);
    // A look that took longer than the day counts with the next.
    await expect(async () => {
      await passDays(page, laptopClock, 1);
      await fieldApp.showBanner('A mission was erased', 1_500);
    }).toPass({ timeout: 40_000 });
    await expect(link(unsent)).toBeVisible();
    await expect(link(sent)).toHaveCount(0);
    const { frames, rows } = await onDisk();
    expect(frames.filter((text) => text.includes(gone))).toEqual([]);
    expect(rows.filter(({ text }) => text.includes(gone) || text.includes(sent))).toEqual([]);
    expect(rows.some(({ text }) => text.includes(kept))).toBe(true);
  });

  await test.step('headquarters still has it and gives it again, and it does not come back', async () => {
    await fieldApp.simulateNoNetwork(false);
    await fieldApp.untilAtRest();
    // Headquarters' clock was not moved: by its statement nothing is due, and the other one leaves the list.
    await passDays(page, laptopClock, 1);
    await fieldApp.expectNoBanner('A mission will soon be erased from this laptop');
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await fieldApp.openMission(unsent);
    await expect(page.getByRole('main').getByRole('link', { name: kept })).toBeVisible();
    await page.evaluate(() => void (location.hash = '#/missions'));
    await expect(link(unsent)).toBeVisible();
    await expect(link(sent)).toHaveCount(0);
    const { frames, rows } = await onDisk();
    expect([...frames, ...rows.map(({ text }) => text)].filter((text) => text.includes(gone))).toEqual([]);
    await laptop.quit();
  });

  await serverProcess.stop();
  await test.step('headquarters has the change that waited, and how much of which kind was erased', async () => {
    const documents = (await serverRows(data)).filter(({ table }) => table === 'registers');
    const ofMission = (log: string) =>
      documents.map(({ row }) => row.toString()).filter((row) => row.includes(log));
    expect(ofMission(programme.logs[1]).join()).toContain('answers/D3.2/level');
    expect(ofMission(programme.logs[0]).join()).toMatch(/erased\/[0-9a-f]{32}-institution/);
    expect(ofMission(programme.logs[1]).join()).not.toContain('erased/');
  });
  await remove();
});

const Person = z.object({ person: z.string() });
const Log = z.object({ log: z.string() });
const Code = z.object({ code: z.string() });

/** A programme with two missions, their lead assessor and the programme's manager. */
async function setUpTwoMissions(store: ServerStore) {
  const admin = (...args: readonly string[]): Promise<unknown> => serverCommand(store, 'admin', ...args);
  const addLog = async (kind: string, title: string) =>
    Log.parse(await admin('add-log', '--kind', kind, '--title', title, '--country', 'XA')).log;
  const addPerson = async (role: string) =>
    Person.parse(await admin('add-person', '--name', `The ${role}`, '--role', role)).person;
  const logs = [await addLog('mission', sent), await addLog('mission', unsent)] as const;
  const people = { lead: await addPerson('lead'), manager: await addPerson('manager') };
  for (const log of logs) await admin('grant', '--person', people.lead, '--log', log, '--role', 'lead');
  await admin('add-log', '--kind', 'programme', '--title', 'Programme');
  return {
    logs,
    code: async (command: 'enrol-code' | 'console-code', who: keyof typeof people) =>
      Code.parse(await admin(command, '--person', people[who])).code,
  };
}

/** The last day of a programme with missions that are due in this number of days, five years later. */
function endDueIn(days: number): string {
  const due = new Date(Date.now() + days * dayMs);
  due.setUTCFullYear(due.getUTCFullYear() - 5);
  return utcDayAtMs(due.getTime());
}

async function sayEnd(browser: Browser, serverUrl: string, code: string, endsOn: string): Promise<void> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${serverUrl}/console/`);
  await signInFirstTime(page, code);
  await page.goto(`${serverUrl}/console/#/programme`);
  const [year, month, day] = endsOn.split('-');
  const group = page.getByRole('group', { name: 'Last day' });
  for (const [part, text] of Object.entries({ day, month, year }))
    await group.getByRole('spinbutton', { name: new RegExp(`^${part}`) }).pressSequentially(text ?? '');
  await page.getByRole('button', { name: 'Save date' }).click();
  await expect(page.getByText('The last day of the programme is saved.')).toBeVisible();
}

/** Days on which the app was open all the time. */
async function passDays(page: Page, laptopClock: LaptopClock, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await laptopClock.pass(dayMs);
    // Reading the due items uses the database, which takes no time of the laptop's clock.
    await page.waitForTimeout(100);
  }
}
