import fs from 'node:fs';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { reportFormats, reportsOnLaptop } from '#tests/support/console/reports-page.ts';
import { ReviewPage } from '#tests/support/console/review-page.ts';
import { type Programme, setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const out = path.resolve('dist/journeys/assessment');
const institution = 'Public Prosecution Service';
const people = 'Institutions, people and training';
const technology = 'Responsible technology adoption and data governance';
const asked = 'Which document shows it? Add it as evidence.';

/** Ratings of the lead assessor, enough for dimension D3 to be scored, and the levels of a colleague in D5 and D7. */
const ofLead = { 'D3.2': 2, 'D3.3': 2, 'D3.5': 3, 'D3.6': 2, 'D3.7': 3, 'D3.8': 3 } as const;
const ofColleague = { 'D5.4': 2, 'D5.5': 3 } as const;

/** Parts that the whole journey works with. */
interface Stage {
  readonly programme: Programme;
  readonly lead: FieldApp;
  readonly colleague: FieldApp;
  readonly laptop: Laptop;
  readonly second: Laptop;
}

const laterMission = 'Later visit';
const reportCodes = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;

test('two laptops, reviewer and adviser take an assessment from first question to agreed plan', async () => {
  test.setTimeout(600_000);
  const { folder, remove } = await temporaryFolder();
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  await programme.addMission(laterMission);
  const { browser } = await openConsole(serverProcess.url);
  const enrolled = async (name: string, code: string): Promise<Laptop> =>
    startLaptop({ profile: path.join(folder, name), enrol: { url: serverProcess.url, code } });
  const laptop = await enrolled('first', await programme.leadCode());
  const second = await enrolled('second', await programme.secondCode());
  const stage: Stage = {
    programme,
    laptop,
    second,
    lead: new FieldApp(laptop.page),
    colleague: new FieldApp(second.page),
  };

  await fieldwork(stage);
  await textCheck(stage);
  await consolidation(stage);
  await findingsAndPlan(stage);
  await allLanguages(stage);
  await review(stage, browser, serverProcess.url);
  await followUp(stage);
  await reports(stage);

  await laptop.quit();
  await second.quit();
  await browser.close();
  await serverProcess.stop();
  await remove();
});

async function fieldwork({ programme, lead, colleague, laptop }: Stage): Promise<void> {
  await test.step('the mission says which State it is to, once somebody has told it', async () => {
    const { page } = laptop;
    await lead.openMission(programme.mission);
    await lead.setState('Norway');
    await picture(page, 'mission-state');
  });
  await test.step('the lead begins the assessment and assigns questions', async () => {
    await lead.startAssessment(institution, 'Prosecution service');
    await lead.takeStep('Begin fieldwork');
    await lead.openDimension(people);
    await laptop.page.getByRole('button', { name: 'Assign questions' }).click();
    await laptop.page
      .getByRole('dialog')
      .getByRole('button', { name: /D5 Responsible/ })
      .click();
    await laptop.page.getByRole('option', { name: 'Second assessor' }).click();
    await laptop.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await lead.untilNothingWaits();
    await colleague.syncNow();
    await colleague.openAssessment(programme.mission, institution);
  });
  await test.step('both are without network, and answer the same question without seeing each other', async () => {
    await lead.simulateNoNetwork(true);
    await colleague.simulateNoNetwork(true);
    await lead.openDimension(people);
    for (const [question, level] of Object.entries(ofLead)) await lead.rate(question, level);
    await lead.reason('D3.2').fill('The order names a unit; its posts are not filled.');
    await picture(laptop.page, 'questions');
    await colleague.openDimension(people);
    await colleague.rate('D3.2', 4);
    await colleague.openDimension(technology);
    for (const [question, level] of Object.entries(ofColleague)) await colleague.rate(question, level);
    await colleague.untilSaved();
    await lead.untilSaved();
  });
  await test.step('after reconnection both values are beside the question, and the lead keeps one by keyboard', async () => {
    await lead.simulateNoNetwork(false);
    await colleague.simulateNoNetwork(false);
    for (const app of [lead, colleague, lead]) {
      await app.syncNow();
      await app.untilNothingWaits();
    }
    await lead.openAssessment(programme.mission, institution);
    await lead.openDimension(people);
    const card = lead.question('D3.2');
    await expect(card.getByText('Two people answered differently')).toBeVisible({
      timeout: 45_000,
    });
    await picture(laptop.page, 'conflict');
    await laptop.page
      .getByRole('link', { name: /^Conflicts/ })
      .first()
      .click();
    await expect(laptop.page.getByRole('heading', { level: 1, name: 'Conflicts' })).toBeVisible();
    // The heading is read before the list.
    await expect(laptop.page.getByRole('article').first()).toBeVisible();
    while ((await laptop.page.getByRole('article').count()) > 0) {
      await laptop.page.keyboard.press('1');
      await lead.untilSaved();
    }
    await lead.untilNothingWaits();
    await colleague.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await lead.openDimension(people);
    await expect(lead.question('D3.2').getByText('Two people answered')).toHaveCount(0);
    await expect(lead.question('D3.2').getByRole('radio', { checked: true })).toHaveCount(1);
  });
}

/** A text that may reach a person stays on the laptop until somebody has looked at it. */
async function textCheck({ lead, laptop }: Stage): Promise<void> {
  const { page } = laptop;
  await test.step('a rationale with an e-mail address waits, and is sent once the address is removed', async () => {
    await lead.reason('D3.3').fill('Told by unit@institution.example in March.');
    await lead.reason('D3.3').blur();
    await expect(page.getByText('Check one text before sending')).toBeVisible();
    await lead.expectChangesWaiting();
    await picture(page, 'text-waits');
    await lead
      .question('D3.3')
      .getByRole('button', { name: /^Remove: unit@/ })
      .click();
    await expect(page.getByText('Check one text before sending')).toHaveCount(0);
    await lead.untilNothingWaits();
  });
}

async function consolidation({ programme, lead, colleague, laptop, second }: Stage): Promise<void> {
  await test.step('a colleague rates independently, and the lead decides where the ratings differ', async () => {
    await colleague.openAssessment(programme.mission, institution);
    await second.page.getByRole('link', { name: /^Compare ratings/ }).click();
    await second.page.getByRole('link', { name: /^D3\.5 / }).click();
    await expect(second.page.getByText(/^You see the ratings of others only after/)).toBeVisible();
    await second.page
      .getByRole('article', { name: /^D3\.5 / })
      .getByRole('heading')
      .click();
    await second.page.keyboard.press('2');
    await second.page.keyboard.press('Alt+w');
    await second.page.keyboard.type('The curriculum is a draft.');
    await second.page.keyboard.press('Control+Enter');
    await expect(second.page.getByText('The ratings differ. The lead assessor decides.')).toBeVisible();
    await colleague.untilNothingWaits();

    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await laptop.page.getByRole('link', { name: /^Compare ratings/ }).click();
    await laptop.page.getByRole('link', { name: /^D3\.5 / }).click();
    await expect(laptop.page.getByText('The curriculum is a draft.')).toBeVisible({ timeout: 45_000 });
    await picture(laptop.page, 'ratings');
    await laptop.page
      .getByRole('article', { name: /^D3\.5 / })
      .getByRole('heading')
      .click();
    await laptop.page.keyboard.press('3');
    await laptop.page.keyboard.press('Alt+w');
    await laptop.page.keyboard.type('The curriculum was approved in March.');
    await laptop.page.keyboard.press('Control+Enter');
    await expect(laptop.page.getByText('Decided by the lead assessor: level 3')).toBeVisible();
  });
}

async function findingsAndPlan({ programme, lead, laptop }: Stage): Promise<void> {
  const { page } = laptop;
  await test.step('gaps by priority; a finding and a recommendation are taken over and edited', async () => {
    await lead.openAssessment(programme.mission, institution);
    await page.getByRole('link', { name: /^Findings and plan/ }).click();
    const gap = page.getByRole('row', { name: /D5\.4/ });
    await expect(gap).toContainText('High');
    await gap.getByRole('link').first().focus();
    await page.keyboard.press('Alt+t');
    await expect(page.getByRole('textbox', { name: 'Finding 1' })).toBeFocused();
    await gap.getByRole('link').first().focus();
    await page.keyboard.press('Alt+r');
    await page.getByRole('textbox', { name: 'Does what' }).fill('adopt a data policy');
    for (const key of ['Tab', 'ArrowDown', 'Enter']) await page.keyboard.press(key); // the first quarter
    for (const text of ['Advice', 'Rule change']) await page.getByText(text, { exact: true }).click();
    await picture(page, 'findings');
    await page.getByRole('button', { name: 'Accept and create plan item' }).click();
    await expect(page.getByRole('heading', { name: 'Division of labour' })).toBeVisible();
  });
  await test.step('the plan is agreed once lead, counterpart and funding line are named', async () => {
    const agree = async (): Promise<void> => {
      await page.getByRole('button', { name: /Status/ }).click();
      await page.getByRole('option', { name: 'Agreed', exact: true }).click();
    };
    await agree();
    await expect(page.getByText(/^Cannot be agreed yet/).last()).toBeVisible();
    await page.getByRole('combobox', { name: 'Lead' }).fill('Programme office');
    await page.getByRole('combobox', { name: 'Funding line' }).fill('Line 4');
    await page.keyboard.press('Tab');
    await expect(page.getByText(/^Cannot be agreed yet/)).toHaveCount(0);
    await agree();
    await picture(page, 'plan-item');
    await lead.untilSaved();
  });
}

async function allLanguages({ programme, lead, laptop }: Stage): Promise<void> {
  const { page } = laptop;
  await test.step('every place of it is there in English, French and Arabic', async () => {
    const item = await page.evaluate(() => location.hash);
    await lead.openAssessment(programme.mission, institution);
    const assessment = await page.evaluate(() => location.hash.split('/').slice(0, 5).join('/'));
    const mission = assessment.split('/').slice(0, 3).join('/');
    await picturesInLanguages(
      page,
      {
        'l-mission': `${mission}/assessments`,
        'l-plan': `${mission}/plan`,
        'l-item': item,
        'l-questions': `${assessment}/D3.2`,
        'l-findings': `${assessment}/findings`,
        'l-ratings': `${assessment}/ratings`,
        'l-review': `${assessment}/review`,
      },
      (name) => picture(page, name),
    );
  });
}

async function review({ programme, lead, laptop }: Stage, browser: Browser, url: string): Promise<void> {
  const reviewer = await ReviewPage.open(browser, url, await programme.reviewerConsoleCode());
  const adviser = await ReviewPage.open(browser, url, await programme.adviserConsoleCode());
  await test.step('it is handed in, and the laptop leaves the network', async () => {
    await lead.openAssessment(programme.mission, institution);
    await lead.takeStep('Consolidate');
    await lead.takeStep('Submit for review');
    await lead.untilNothingWaits();
    await lead.simulateNoNetwork(true);
  });
  await test.step('the reviewer returns it with a point', async () => {
    await reviewer.openFromQueue(institution, 'Review');
    await reviewer.openPart(/D3 /);
    await reviewer.addPoint('D3.2', asked);
    await picture(reviewer.page, 'console-point');
    await reviewer.openPart(/^Review/);
    await reviewer.take('Return to the team');
  });
  await test.step('the laptop receives the return, opens the comment’s question, resolves it and resubmits', async () => {
    await lead.simulateNoNetwork(false);
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await lead.mendPoint('D3.2', asked, 'The order of 2025 is added.');
    await picture(laptop.page, 'returned');
    await lead.takeStep('Submit again');
    await lead.untilNothingWaits();
  });
  await test.step('the reviewer settles it, the adviser signs, the draft is shared with the State', async () => {
    await reviewer.openFromQueue(institution, 'Close 1 comment');
    await expect(reviewer.point('D3.2')).toContainText('The order of 2025 is added.', { timeout: 30_000 });
    await reviewer.page.getByRole('button', { name: 'Close: comment on D3.2' }).click();
    // They were rated without evidence.
    await reviewer.letAllStand('The practice was seen on site.');
    await picture(reviewer.page, 'console-reasons');
    await adviser.openFromQueue(institution, 'Review the safeguards and sign');
    await picture(adviser.page, 'console-sign-off');
    await adviser.take('Sign off', (dialog) => dialog.getByText(/soundly assessed/).click());
    // The subject of a step must be on the page: news is polled every ten seconds.
    await expect(reviewer.page.getByText('An adviser has signed')).toBeVisible({ timeout: 30_000 });
    await picture(reviewer.page, 'console-share');
    await reviewer.take('Approve and share', (dialog) =>
      dialog.getByText(/^I have checked that sharing/).click(),
    );
  });
  await test.step('the State comments within its time, is answered, and the comments are addressed', async () => {
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await laptop.page.getByRole('link', { name: /^Review/ }).click();
    const { page } = laptop;
    await expect(page.getByRole('button', { name: 'Record a comment' })).toBeVisible({ timeout: 45_000 });
    await expect(page.getByText(/in 30 days/)).toBeVisible();
    await page.getByRole('button', { name: 'Record a comment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Institution' }).fill('Ministry of Justice, legal unit');
    await dialog.getByRole('textbox', { name: 'Comment' }).fill('The act was amended.');
    await dialog.getByRole('button', { name: 'Record' }).click();
    const comment = page.getByRole('article', { name: /^Ministry of Justice/ });
    await comment.getByRole('textbox', { name: 'Answer' }).fill('Taken over.');
    await lead.untilSaved();
    await lead.takeStep('Mark comments as addressed');
    await lead.untilNothingWaits();
  });
  await test.step('it is approved and locked', async () => {
    await expect(reviewer.page.getByRole('button', { name: 'Approve and lock' })).toBeEnabled({
      timeout: 45_000,
    });
    await reviewer.take('Approve and lock');
    await expect(reviewer.page.getByText('Final and locked')).toBeVisible();
    // No condition would hold for the institution.
    await expect(reviewer.page.getByText(/^There is no newer version yet/)).toBeVisible();
    await picture(reviewer.page, 'console-final');
    await lead.syncNow();
    await lead.openAssessment(programme.mission, institution);
    await expect(laptop.page.getByText('Final').first()).toBeVisible({ timeout: 45_000 });
    await laptop.page.getByRole('link', { name: /^Review/ }).click();
    await expect(laptop.page.getByRole('button', { name: 'Start a follow-up' })).toBeVisible();
    await picture(laptop.page, 'final');
  });
}

async function followUp({ programme, lead, laptop }: Stage): Promise<void> {
  const { page } = laptop;
  const dialog = page.getByRole('dialog');
  const begin = async (mission: string): Promise<void> => {
    await lead.openMission(mission);
    await page.getByRole('button', { name: 'New assessment' }).first().click();
    await dialog.getByRole('button', { name: /Type of assessment$/ }).click();
    await page.getByRole('option', { name: 'Follow-up' }).click();
    await dialog.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(dialog.getByText('Choose the assessment that it follows.')).toBeVisible();
    await dialog.getByRole('button', { name: /Follows$/ }).click();
    await picture(page, 'follow-up');
    await page.getByRole('option', { name: institution }).click();
    await dialog.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
    await lead.openDimension(technology);
    await lead.rate('D5.4', 3);
    await page.getByRole('link', { name: /^Findings and plan/ }).click();
    const change = page.getByRole('region', { name: /^Changed since/ });
    await expect(change.getByRole('row', { name: /D5\.4/ })).toContainText('2');
    await change.scrollIntoViewIfNeeded();
    await picture(page, 'change');
    await lead.untilNothingWaits();
  };
  await test.step('a follow-up names its predecessor and shows the changes', () => begin(programme.mission));
  await test.step('so does one of another mission to the same State', async () => {
    await lead.openMission(laterMission);
    await lead.setState('Norway');
    await begin(laterMission);
  });
}

async function reports({ programme, lead, laptop }: Stage): Promise<void> {
  const desk = reportsOnLaptop(laptop, out);
  await test.step('without a network the laptop makes all reports, in three languages', async () => {
    await lead.simulateNoNetwork(true);
    await lead.openMission(programme.mission);
    await laptop.page.getByRole('link', { name: 'Reports' }).first().click();
    for (const code of reportCodes) {
      await desk.open(code);
      for (const format of reportFormats)
        expect((await desk.save(code, format)).length).toBeGreaterThan(1_000);
      await picture(laptop.page, code);
    }
    await desk.open('R2');
    for (const [language, code] of [
      ['Français', 'fr'],
      ['العربية', 'ar'],
    ] as const) {
      await desk.chooseLanguage(language);
      for (const format of reportFormats) await desk.save(`R2-${code}`, format);
      await picture(laptop.page, `R2-${code}`);
    }
  });
}

const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: path.join(out, `${name}.png`) });
