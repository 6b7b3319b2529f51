import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import * as z from 'zod';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { AssessmentWork } from '#tests/support/app/assessment-work.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { inConsole, picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { WorkshopSections } from '#tests/support/app/workshop-sections.ts';
import { openConsole, openWindow } from '#tests/support/console/console-browser.ts';
import { type Authenticator, signInAgain, signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { ProgrammePage } from '#tests/support/console/programme-page.ts';
import { ReviewPage } from '#tests/support/console/review-page.ts';
import { fillWordForm } from '#tests/support/files/filled-request-form.ts';
import { onStore } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

// The programme above its missions (docs/requirements.md A, B6): two years, with the clocks of all programs moved on.

const out = path.resolve('dist/journeys/programme');
const now = new Date();
const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
/** The same day two years later. */
const aheadMs = Date.UTC(year + 2, month, 15) - Date.UTC(year, month, 15);
const dayAhead = (ms: number): string => utcDayAtMs(now.getTime() + ms);
const weekMs = 7 * 24 * 60 * 60_000;
/** The programme began three months ago, and takes 30 of them. */
const programmeDays = [
  utcDayAtMs(Date.UTC(year, month - 3, 1)),
  utcDayAtMs(Date.UTC(year, month + 27, 0)),
] as const;

const programme = 'New technologies against terrorism';
const state = 'Uruguay';
const [baseline, followUp] = ['Uruguay, baseline', 'Uruguay, follow-up'];
const institution = 'National Police Service';
const agency = 'Police or other law-enforcement agency';
const dimension = 'Institutions, people and training';
const workshop = 'Training of trainers';
const fundingLine = 'Line 1';
const partner = 'Regional training centre';
const [trainers, curriculum] = ['Train twelve national trainers', 'Approve a curriculum for investigators'];
const before = { 'D3.2': 2, 'D3.3': 1, 'D3.4': 2, 'D3.5': 1, 'D3.6': 1, 'D3.7': 1, 'D3.8': 2 };
const after = { 'D3.2': 3, 'D3.3': 1, 'D3.4': 3, 'D3.5': 3, 'D3.6': 3, 'D3.7': 2, 'D3.8': 3 };
const sizes = [
  [1280, 800],
  [1024, 768],
] as const;

const team = {
  manager: 'manager',
  lead: 'lead',
  reviewer: 'reviewer',
  adviser: 'adviser',
  officer: 'partner',
} as const;
type Member = keyof typeof team;
/** Roles in all missions; the others are in the team of each. */
const inAll: ReadonlySet<string> = new Set(['manager', 'reviewer', 'adviser']);
const Person = z.object({ person: z.string() });
const Code = z.object({ code: z.string() });
const Plan = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) });

/** A programme's log and its people. */
async function addPeople(data: string) {
  const people = await onStore(data, async (admin) => {
    await admin('add-log', { kind: 'programme', title: 'Programme' });
    // Without two administrators the pages ask for them.
    for (const name of ['First administrator', 'Second administrator'])
      await admin('add-person', { name, role: 'admin' });
    const added: [string, string][] = [];
    for (const [who, role] of Object.entries(team)) {
      const options = { name: `The ${who}`, role, 'all-missions': inAll.has(role) };
      added.push([who, Person.parse(await admin('add-person', options)).person]);
    }
    return new Map(added);
  });
  return (command: 'console-code' | 'enrol-code', who: Member): Promise<string> =>
    onStore(data, async (admin) => Code.parse(await admin(command, { person: people.get(who) ?? '' })).code);
}

/** Photograph these pages of the console in three languages, at both sizes. */
async function photograph(page: Page, addresses: Readonly<Record<string, string>>): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    const picture = async (name: string) => {
      await expect(page.getByRole('main')).toBeVisible();
      await page.screenshot({ path: path.join(out, `${name}-${width}.png`) });
    };
    await picturesInLanguages(page, addresses, picture, inConsole);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Sign the open assessment off and approve it, as adviser and reviewer. */
async function approve(adviser: Page, reviewer: Page): Promise<void> {
  const [signs, approves] = [new ReviewPage(adviser), new ReviewPage(reviewer)];
  await signs.openFromQueue(institution, 'Review the safeguards and sign');
  await signs.take('Sign off', (dialog) => dialog.getByText(/soundly assessed/).click());
  await approves.openFromQueue(institution, 'Approve or return');
  await approves.openPart(/^Review/);
  await expect(reviewer.getByRole('button', { name: 'Approve and lock' })).toBeEnabled({ timeout: 60_000 });
  await approves.take('Approve and lock');
  await expect(reviewer.getByText('Final and locked')).toBeVisible();
}

test('headquarters follows a State over two years, from its request to the change since its baseline', async () => {
  test.setTimeout(900_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove } = await temporaryFolder();
  const [data, profile] = [path.join(folder, 'server'), path.join(folder, 'laptop')];
  const codeOf = await addPeople(data);
  let serverProcess = await startServer(data);
  const { browser } = await openConsole(serverProcess.url);
  const authenticators = new Map<Member, Authenticator>();
  const signIn = async (who: Member): Promise<Page> => {
    const page = await openWindow(browser, serverProcess.url);
    authenticators.set(who, await signInFirstTime(page, await codeOf('console-code', who)));
    return page;
  };
  let manager = new ProgrammePage(await signIn('manager'));
  let request = '';

  await test.step('the manager sets up the programme: its months, a funding line, a partner with its area', async () => {
    await manager.open('Programme');
    await manager.setProgramme(programme, ...programmeDays);
    await expect(manager.page.getByText('Month 4 of 30')).toBeVisible();
    await manager.addFundingLine(fundingLine, 'A donor State', programmeDays[1]);
    await manager.addPartner(partner, ['Police training', 'The officer']);
  });

  await test.step('the request of a State comes as its filled form, and is recorded after a preview', async () => {
    await manager.open('Requests for assistance');
    const answers = {
      state,
      authority: 'Ministry of the Interior',
      reference: 'NV/14',
      'received-on': dayAhead(0),
      purpose: 'A baseline of the police, then training of its trainers',
      'areas.D3': '☒',
      'support.assessment': '☒',
      'support.training': '☒',
    };
    await manager.importRequest(
      (form) => fillWordForm(form, answers),
      async (dialog) => {
        await expect(dialog.getByLabel(/Requesting authority/)).toHaveValue(answers.authority);
        await expect(dialog.getByRole('checkbox', { name: /^D3/ })).toBeChecked();
      },
    );
    await expect(manager.page.getByRole('heading', { name: new RegExp(state) })).toBeVisible();
    request = new URL(manager.page.url()).hash;
  });

  await test.step('it is acknowledged, passes the five tests, and is accepted with a reason', async () => {
    await manager.moveRequest('Acknowledged');
    await manager.moveRequest('Triaged');
    await manager.accept('It fits the phase of training.');
  });

  await test.step('it becomes a mission with its team, to which it leads', async () => {
    const days = [dayAhead(0), dayAhead(weekMs)] as const;
    await manager.createMission(baseline, state, days, [
      ['The lead', 'Lead assessor'],
      ['The officer', 'Implementing partner'],
    ]);
    await manager.page.goto(`${serverProcess.url}/console/${request}`);
    await manager.linkMission(baseline);
  });

  const enrol = { url: serverProcess.url, code: await codeOf('enrol-code', 'lead') };
  let laptop = await startLaptop({ profile, enrol });
  let fieldApp = new FieldApp(laptop.page);
  let assessmentWork = new AssessmentWork(laptop.page);

  await test.step('the lead records a baseline: levels with evidence, a finding, two recommendations', async () => {
    await fieldApp.untilAtRest();
    await fieldApp.openMission(baseline);
    await fieldApp.startAssessment(institution, agency);
    await fieldApp.openDimension(dimension);
    await assessmentWork.rateWithDocument(before, 'Training regulation');
    await assessmentWork.openFindings();
    await assessmentWork.writeFinding('D3.6');
    await assessmentWork.recommend('D3.6', 'train twelve national trainers', partner, fundingLine);
    await fieldApp.openAssessment(baseline, institution);
    await assessmentWork.openFindings();
    await assessmentWork.recommend('D3.5', 'approve a curriculum for investigators', 'UNOCT', fundingLine);
    await fieldApp.openAssessment(baseline, institution);
    await assessmentWork.handIn(dayAhead(0));
  });

  await test.step('a workshop has a test before and after, and all of it reaches headquarters', async () => {
    await fieldApp.openMission(baseline);
    const [workshopPage, workshopSections] = [new WorkshopPage(laptop.page), new WorkshopSections(laptop)];
    await workshopPage.start(workshop);
    await workshopPage.startFromTemplate();
    for (const day of ['First day', 'Last day']) await workshopSections.typeDay(day, dayAhead(0));
    await workshopSections.open('Test');
    await workshopSections.pasteAnswers('Test before the workshop', testRows(2));
    await workshopSections.pasteAnswers('Test after the workshop', testRows(6));
    await expect(laptop.page.getByText('6 paired tests')).toBeVisible();
    await fieldApp.untilNothingWaits();
  });

  const [adviser, reviewer] = [await signIn('adviser'), await signIn('reviewer')];
  await test.step('the baseline is signed and approved', () => approve(adviser, reviewer));
  const officer = new ProgrammePage(await signIn('officer'));
  await test.step('the manager agrees an item of the plan, and its partner reports progress on that alone', async () => {
    await manager.openPlanItem(trainers);
    await manager.choose('Status', 'Agreed');
    await manager.press('Save');
    await expect(manager.row(trainers)).toContainText('Agreed');
    const asked = officer.page.waitForResponse(/\/api\/v1\/plan$/);
    await officer.open('Plan');
    expect(await (await asked).text()).not.toContain(curriculum);
    await expect(officer.row(curriculum)).toHaveCount(0);
    const own = officer.page.waitForResponse(/\/api\/v1\/plan\/[^/]+\/[^/]+\/[^/]+$/);
    await officer.openPlanItem(trainers);
    await expect(officer.dialog().getByLabel('Title')).toHaveAttribute('readonly');
    // The finding behind it is for an entity with an information-sharing note, and there is none.
    await expect(officer.dialog()).not.toContainText('National trainers');
    await officer.dialog().getByRole('textbox', { name: 'Progress' }).fill('Six of twelve are trained.');
    await officer.press('Save');
    const other = await idOfItem(manager, curriculum);
    const address = (await own).url().replace(/[^/]+$/, other);
    expect((await officer.page.request.get(address)).status()).toBe(404);
    expect((await manager.page.request.get(address)).status()).toBe(200);
    await manager.openPlanItem(trainers);
    await expect(manager.dialog()).toContainText('National trainers');
    await expect(manager.dialog().getByRole('textbox', { name: 'Progress' })).toHaveValue(
      'Six of twelve are trained.',
    );
    await manager.press('Cancel');
  });
  await laptop.quit();
  await serverProcess.stop();
  for (const window of [manager.page, officer.page, adviser, reviewer]) await window.context().close();

  // Two years later.
  serverProcess = await startServer({ folder: data, aheadMs }, serverProcess.port);
  const signInLater = async (who: Member): Promise<Page> => {
    const page = await openWindow(browser, serverProcess.url, aheadMs);
    const authenticator = authenticators.get(who);
    if (authenticator === undefined) throw new Error(`${who} has no authenticator`);
    await signInAgain(page, authenticator, aheadMs);
    return page;
  };
  manager = new ProgrammePage(await signInLater('manager'));

  await test.step('two years later the programme is in its month 28, and names the work that is late', async () => {
    await manager.open('Programme');
    await expect(manager.page.getByText('Month 28 of 30')).toBeVisible();
    const due = manager.page.getByRole('table', { name: 'Due now and soon' });
    await expect(due.getByRole('row', { name: /Follow-up assessment/ })).toContainText('late');
    await expect(due.getByRole('row', { name: trainers })).toContainText('late');
    // A proposal that nobody agreed is not late.
    await expect(due.getByRole('row', { name: curriculum })).toHaveCount(0);
  });

  await test.step('a second mission of the State follows the baseline up, on the same laptop', async () => {
    const days = [dayAhead(aheadMs), dayAhead(aheadMs + weekMs)] as const;
    await manager.createMission(followUp, state, days, [['The lead', 'Lead assessor']]);
    laptop = await startLaptop({ profile, aheadMs });
    [fieldApp, assessmentWork] = [new FieldApp(laptop.page), new AssessmentWork(laptop.page)];
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
    await fieldApp.openMission(followUp);
    await assessmentWork.startFollowUp(new RegExp(institution), institution);
    await fieldApp.openDimension(dimension);
    await assessmentWork.rateWithDocument(after, 'Training regulation and reports of two years');
    await assessmentWork.handIn(dayAhead(aheadMs));
    await fieldApp.untilNothingWaits();
    await approve(await signInLater('adviser'), await signInLater('reviewer'));
    await laptop.quit();
  });

  const { page } = manager;
  await test.step('the page of States has the level of now, and its cells lead to the records', async () => {
    await manager.open('States');
    const level = new RegExp(`^${dimension}: level 3`);
    await manager.row(state).getByRole('link', { name: level }).click({ timeout: 60_000 });
    await expect(page.getByRole('heading', { level: 1, name: state })).toBeVisible();
    await page
      .getByRole('table', { name: 'Institutions' })
      .getByRole('row', { name: institution })
      .getByRole('link', { name: level })
      .click();
    await expect(page.getByRole('heading', { level: 2, name: /^D3 / })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
  });

  const statePage = `#/states/UY`;
  await test.step('the page of the State shows change, learning, records and plan over both missions', async () => {
    await page.goto(`${serverProcess.url}/console/${statePage}`);
    const changes = page.getByRole('table', { name: 'Change over time' });
    await expect(changes.getByRole('row', { name: /^D3\.5/ })).toContainText('Improved');
    await expect(changes.getByRole('row', { name: /^D3\.3/ })).toHaveCount(0);
    await expect(page.getByText(/^6 up with evidence, 0 down/)).toBeVisible();
    const records = page.getByRole('table', { name: 'Assessments and workshops' });
    for (const mission of [baseline, followUp])
      await expect(records.getByRole('link', { name: mission }).first()).toBeVisible();
    await expect(page.getByRole('table', { name: 'Learning in workshops' })).toContainText('points');
    await expect(page.getByRole('table', { name: 'Plan' })).toContainText(partner);
    await changes
      .getByRole('row', { name: /^D3\.5/ })
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 2, name: /^D3 / })).toBeVisible();
  });

  await test.step('each page is shown in three languages at two sizes', () =>
    photograph(page, {
      programme: '#/programme',
      states: '#/states',
      state: statePage,
      requests: '#/requests',
      request,
      plan: '#/plan',
      missions: '#/missions',
    }));

  await browser.close();
  await serverProcess.stop();
  await remove();
});

/** Id of the item of this title, as the server gives it to its reader. */
async function idOfItem({ page }: ProgrammePage, title: string): Promise<string> {
  const answer = await page.request.get(new URL('/api/v1/plan', page.url()).href);
  const { items } = Plan.parse(await answer.json());
  return items.find((item) => item.title === title)?.id ?? '';
}

/** Answers of six people to the test of the workshop, on paper: each knows at least this many of its ten items. */
function testRows(known: number): readonly (readonly string[])[] {
  const right = ['b', 'ebcda', 'b', 'b', 'abc', 'b', 'abd', 'b', 'a', 'b'];
  const rowOf = (person: number): readonly string[] => [
    `river ${10 + person}`,
    ...right.map((answer, at) => (at < known + (person % 3) ? answer : answer.length > 1 ? '' : 'd')),
  ];
  return [['code', ...right.map((_answer, at) => String(at + 1))], ...[1, 2, 3, 4, 5, 6].map(rowOf)];
}
