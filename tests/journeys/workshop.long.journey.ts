import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { openWithClock } from '#tests/support/app/laptop-clock.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { WorkshopSections } from '#tests/support/app/workshop-sections.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { reportFormats, reportsInConsole, reportsOnLaptop } from '#tests/support/console/reports-page.ts';
import { docxTablesAsShown, xlsxSheets } from '#tests/support/files/office-files.ts';
import { halfEmptyPages } from '#tests/support/files/pdf-pages.ts';

const out = path.resolve('dist/journeys/workshop');
const title = 'National policy and capability planning';
const today = new Date().toISOString().slice(0, 10);
const firstDay = new Date(Date.now() - 3 * 24 * 60 * 60_000).toISOString().slice(0, 10);
const reportCodes = ['R6', 'R7', 'R8'] as const;
const [before, after, evaluation] = [
  'Test before the workshop',
  'Test after the workshop',
  'Evaluation of the workshop',
];
const people = 30;
const halfDays = 8;

/** Answers of the W1 test in the order of its items, as on paper. */
const rightAnswers = ['b', 'ebcda', 'b', 'b', 'abc', 'b', 'abd', 'b', 'a', 'b'];
const codeOf = (person: number): string => `river ${10 + person}`;
/** Answers of a person who knows this many items. */
const testRow = (person: number, known: number): readonly string[] => [
  codeOf(person),
  ...rightAnswers.map((right, at) => (at < known ? right : right.length > 1 ? '' : 'd')),
];
const testHeads = ['code', ...rightAnswers.map((_right, at) => String(at + 1))];
const evaluationRow = (person: number): readonly string[] =>
  Array.from({ length: 14 }, (_item, at) => String(3 + ((person + at) % 3)));

test('[C] two trainers run a four-day workshop offline, from register to certificate; headquarters receives all', async () => {
  test.setTimeout(300_000);
  fs.mkdirSync(out, { recursive: true });
  const { folder, remove, server, programme } = await startProgramme();
  await programme.createSealKey(path.join(folder, 'desk.age'));
  const profile = path.join(folder, 'trainer');
  const enrol = { url: server.url, code: await programme.leadCode() };
  const laptop = await startLaptop({ profile, enrol, owner: null });
  const { page } = laptop;
  const laptopClock = await openWithClock(page, () => openVaultOnScreen(page));
  const fieldApp = new FieldApp(page);
  const workshopPage = new WorkshopPage(page);
  const workshopSections = new WorkshopSections(laptop);

  await test.step('the trainer plans the workshop from the template W1, and prints its agenda', async () => {
    await fieldApp.openMission(programme.mission);
    await workshopPage.start(title);
    await workshopPage.startFromTemplate();
    await workshopSections.typeDay('First day', firstDay);
    await workshopSections.typeDay('Last day', today);
    await page.getByRole('button', { name: 'Print agenda' }).click();
    await workshopSections.saveAs(path.join(out, 'agenda.pdf'), () =>
      page.getByRole('button', { name: 'Save as PDF' }).click(),
    );
    await workshopSections.saveAs(path.join(out, 'agenda.docx'), () =>
      page.getByRole('button', { name: 'Save for Word' }).click(),
    );
    const agenda = docxTablesAsShown(new Uint8Array(fs.readFileSync(path.join(out, 'agenda.docx'))));
    expect(JSON.stringify(agenda)).toContain('Opening, data notice, ground rules, pre-test');
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await fieldApp.untilNothingWaits();
  });

  const second = await startLaptop({
    profile: path.join(folder, 'rapporteur'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const [secondField, secondWorkshop] = [new FieldApp(second.page), new WorkshopPage(second.page)];
  await test.step('a colleague receives it; then neither has a network', async () => {
    await secondField.openMission(programme.mission);
    await secondWorkshop.open(title);
    await expect(secondWorkshop.titleOf('4.1')).toBeVisible();
    await secondField.simulateNoNetwork(true);
    await fieldApp.simulateNoNetwork(true);
  });

  await test.step('a pasted list becomes the register; each rejected value is reported with its cell', async () => {
    await workshopSections.pasteList(participantList());
    await expect(page.getByText('Same name and institution as row 2')).toBeVisible();
    await expect(page.getByText('No institution', { exact: true })).toBeVisible();
    await expect(page.getByText('Never taken: Fieldbook has no such field')).toBeVisible();
    await page.screenshot({ path: path.join(out, 'import.png') });
    await page.getByRole('button', { name: `Add ${people} participants` }).click();
    await expect(page.getByRole('status').getByText(`${people} of ${people}`)).toBeVisible();
  });

  await test.step('attendance is marked by keys alone: two a half-day, and the absences of two people', async () => {
    await workshopSections.open('Attendance');
    await workshopSections.attendanceOf(1).first().click();
    await page.keyboard.press('Control+Home');
    for (let block = 0; block < halfDays; block += 1) {
      await page.keyboard.press('Shift+Space');
      await page.keyboard.press('ArrowRight');
    }
    // The last participant misses half of it, the one before a half-day.
    await page.keyboard.press('Control+End');
    for (const key of ['3', 'ArrowLeft', '3', 'ArrowLeft', '3', 'ArrowLeft', '3', 'ArrowUp', '3'])
      await page.keyboard.press(key);
    await expect(page.getByText('29 on track for the certificate')).toBeVisible();
    await page.screenshot({ path: path.join(out, 'attendance-marked.png') });
  });

  await test.step('two people answer at the kiosk, which only the passphrase ends', async () => {
    await workshopSections.open('Test');
    await workshopSections.answer(before, 'On this laptop');
    for (const person of [1, 2]) await answerAtKiosk(page, person);
    await page.screenshot({ path: path.join(out, 'kiosk.png') });
    await page.getByRole('button', { name: 'For the trainer' }).click();
    const dialog = page.getByRole('dialog', { name: 'End the kiosk' });
    await dialog.getByLabel('Passphrase of the vault').fill('not the passphrase');
    await dialog.getByRole('button', { name: 'End' }).click();
    await expect(dialog.getByText(/This is not the passphrase/)).toBeVisible({ timeout: 30_000 });
    await expect(async () => {
      await dialog.getByLabel('Passphrase of the vault').fill(someOwner.passphrase);
      await dialog.getByRole('button', { name: 'End' }).click();
      await expect(dialog).toHaveCount(0, { timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
  });

  await test.step('the others answer on paper, which is typed by keyboard or pasted from a sheet', async () => {
    const all = Array.from({ length: people }, (_person, at) => at + 1);
    await workshopSections.typePaper(before, [testRow(3, 4), testRow(4, 6)], 'code');
    await workshopSections.pasteAnswers(before, [
      testHeads,
      ...all.slice(4).map((one) => testRow(one, 3 + (one % 4))),
    ]);
    await workshopSections.pasteAnswers(after, [testHeads, ...all.map((one) => testRow(one, 6 + (one % 5)))]);
    await page.screenshot({ path: path.join(out, 'test-results.png') });
    await expect(page.getByText(`${people} paired tests`)).toBeVisible();
    // One code twice in one list, all right and all wrong: none counts before a person chooses.
    await workshopSections.pasteAnswers(before, [
      testHeads,
      ['cloud 13', ...rightAnswers],
      ['Cloud-13', ...rightAnswers.map(() => '')],
    ]);
    await expect(page.getByText(/^1 code has several answers: in no figure/)).toBeVisible();
    await expect(page.getByText(`${people} paired tests`)).toBeVisible();
    await expect(page.getByText(/^(?:100|0)% of the points$/)).toHaveText([
      '100% of the points',
      '0% of the points',
    ]);
    await page.screenshot({ path: path.join(out, 'test-two-answers.png') });
    await page.getByRole('button', { name: 'Let this one count: cloud 13, 0%' }).click();
    await expect(page.getByText(/several answers: in no figure/)).toHaveCount(0);
    await expect(page.getByText('points gained on average')).toBeVisible();
    await workshopSections.open('Evaluation');
    await workshopSections.typePaper(evaluation, [evaluationRow(1)], 'answer');
    const heads = Array.from({ length: 14 }, (_item, at) => String(at + 1));
    await workshopSections.pasteAnswers(evaluation, [heads, ...all.slice(1).map(evaluationRow)]);
    await expect(page.getByText(`${people} answers of ${people} participants`)).toBeVisible();
  });

  await test.step('both write in the notes of one session, and the colleague notes an agreed action', async () => {
    for (const [app, at, by] of [
      [page, workshopPage, 'trainer'],
      [second.page, secondWorkshop, 'colleague'],
    ] as const) {
      await new WorkshopSections(at === workshopPage ? laptop : second).open('Agenda');
      await at.openNotes('1.2');
      await at.writeNotes(`Noted by the ${by}.`);
      await app.getByRole('button', { name: 'Whole agenda' }).click();
    }
    await new WorkshopSections(second).open('Notes and actions');
    await second.page.keyboard.press('Control+3');
    await second.page.keyboard.type('Adopt a procedure for approval of analytic tools');
    await second.page.keyboard.press('Enter');
    await expect(second.page.getByRole('article', { name: /Adopt a procedure for approval/ })).toBeVisible();
  });

  await test.step('online again, both texts merge, and two keys make the action a plan item', async () => {
    await secondField.simulateNoNetwork(false);
    await secondField.untilNothingWaits();
    await fieldApp.simulateNoNetwork(false);
    await fieldApp.untilNothingWaits();
    await workshopSections.open('Notes and actions');
    const action = page.getByRole('article', { name: /Adopt a procedure for approval/ });
    await expect(action).toBeVisible({ timeout: 45_000 });
    await hideAttribution(page);
    await page.getByRole('textbox', { name: /^New note/ }).fill('Institution 1 asks for a form');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('article', { name: /another institution asks for a form/ })).toBeVisible();
    await page.screenshot({ path: path.join(out, 'notes-replaced.png') });
    await action.focus();
    await page.keyboard.press('Alt+p');
    await page.keyboard.press('Enter');
    await expect(action.getByRole('link', { name: 'Open plan item' })).toBeVisible();
    await workshopSections.open('Agenda');
    await workshopPage.openNotes('1.2');
    for (const by of ['trainer', 'colleague'])
      await expect(workshopPage.notes()).toContainText(`Noted by the ${by}.`, { timeout: 45_000 });
    await workshopPage.backToAgenda();
    await second.quit();
  });

  await test.step('29 certificates are issued and printed into one file', async () => {
    await workshopSections.open('Certificates');
    await page.getByRole('button', { name: 'Issue 29 certificates' }).click();
    const checklist = page.getByRole('dialog', { name: 'Issue 29 certificates?' });
    await expect(checklist).toContainText('The last day has come.');
    await checklist.getByRole('button', { name: 'Issue 29 certificates' }).click();
    await expect(page.getByRole('button', { name: 'Nothing to issue' })).toBeDisabled();
    const numbers = await page.getByText(/^[B-Z2-9]{4}-[B-Z2-9]{4}-[B-Z2-9]{4}$/).allTextContents();
    expect(new Set(numbers).size).toBe(29);
    await page.getByRole('button', { name: 'Print certificates' }).click();
    await workshopSections.saveAs(path.join(out, 'certificates.pdf'), () =>
      page.getByRole('button', { name: 'Save as PDF' }).click(),
    );
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
  });

  const address = `#/missions/${programme.log}`;
  await fieldApp.openMission(programme.mission);
  await workshopPage.open(title);
  const doc = new URL(page.url()).hash.split('/').at(4) ?? '';
  await test.step('every section in English, French and Arabic', async () => {
    const parts = ['register', 'attendance', 'test', 'evaluation', 'notes', 'lessons', 'certificates'];
    const at = `${address}/workshops/${doc}`;
    await picturesInLanguages(
      page,
      { agenda: at, ...Object.fromEntries(parts.map((part) => [part, `${at}/${part}`])) },
      (name) => page.screenshot({ path: path.join(out, `${name}.png`) }),
    );
  });

  const tables = new Map<string, readonly (readonly (readonly string[])[])[]>();
  await test.step('R6, R7 and R8 are made without a network, in three formats', async () => {
    await fieldApp.simulateNoNetwork(true);
    await fieldApp.openMission(programme.mission);
    await page.getByRole('link', { name: 'Reports' }).first().click();
    const reportsPage = reportsOnLaptop(laptop, out);
    for (const reportCode of reportCodes) {
      await reportsPage.open(reportCode);
      const shown = await reportsPage.tables();
      tables.set(reportCode, shown);
      expect(docxTablesAsShown(await reportsPage.save(reportCode, 'docx')).slice(1)).toEqual(shown);
      expect(xlsxSheets(await reportsPage.save(reportCode, 'xlsx')).size).toBeGreaterThan(shown.length);
      const pdf = await reportsPage.save(reportCode, 'pdf');
      expect(Buffer.from(pdf).toString('latin1')).toContain('/StructTreeRoot');
      expect(halfEmptyPages(pdf)).toEqual([]);
    }
    await fieldApp.simulateNoNetwork(false);
    await fieldApp.syncNow();
    await fieldApp.untilAtRest();
  });

  const { browser, page: desk } = await openConsole(server.url);
  await test.step('the console shows the workshop, and makes the same reports', async () => {
    await signInFirstTime(desk, await programme.reviewerConsoleCode());
    await desk.goto(`${server.url}/console/${address}/${doc}`);
    await expect(desk.getByRole('heading', { level: 1, name: title })).toBeVisible({ timeout: 30_000 });
    await expect(desk.getByRole('main').getByRole('table').first()).toBeVisible();
    await desk.screenshot({ path: path.join(out, 'console.png'), fullPage: true });
    await desk.goto(`${server.url}/console/${address}/reports`);
    const console = reportsInConsole(desk, path.join(folder));
    for (const reportCode of reportCodes) {
      await console.open(reportCode);
      expect(await console.tables()).toEqual(tables.get(reportCode));
      for (const format of reportFormats.filter((reportFormat) => reportFormat !== 'pdf'))
        expect((await console.save(reportCode, format)).length).toBeGreaterThan(0);
    }
    await browser.close();
  });

  await test.step('30 days after the certificates the names are erased, and the codes stay', async () => {
    await fieldApp.openMission(programme.mission);
    await workshopPage.open(title);
    await workshopSections.open('Register');
    // Codes are random, and the table draws the rows in view alone: any of the names.
    const names = page.getByText(/^Participant Number\d\d$/);
    await expect(names.first()).toBeVisible();
    await expect(async () => {
      await laptopClock.pass(24 * 60 * 60_000);
      await expect(names).toHaveCount(0, { timeout: 100 });
    }).toPass({ timeout: 60_000, intervals: [0] });
    await expect(page.getByRole('status').getByText(`${people} of ${people}`)).toBeVisible();
    await expect(page.getByText(/^The names of 30 participants were erased on /)).toBeVisible();
    await page.screenshot({ path: path.join(out, 'register-erased.png') });
  });

  await laptop.quit();
  await server.stop();
  await remove();
});

/** Turn non-attribution on, where the template has not. */
async function hideAttribution(page: Page): Promise<void> {
  const attribution = page.getByRole('switch', { name: /^Non-attribution in this/ });
  if ((await attribution.getAttribute('aria-checked')) !== 'true' && !(await attribution.isChecked())) {
    await attribution.focus();
    await page.keyboard.press('Space');
  }
  await expect(page.getByText(/^Notes name no speaker and no institution\./)).toBeVisible();
}

const nameOf = (person: number): string => `Participant Number${String(person).padStart(2, '0')}`;

/** Copied rows of a sheet: 30 people, one of them twice, one without an institution, and a column nobody may keep. */
function participantList(): string {
  const functions = ['Investigation', 'Prosecution', 'Adjudication', 'Forensics'];
  const rows = Array.from({ length: people }, (_person, at) => [
    nameOf(at + 1),
    `Institution ${1 + (at % 4)}`,
    functions[at % functions.length] ?? '',
    at % 2 === 0 ? 'female' : 'male',
    `P${at}`,
  ]);
  return [
    ['Name', 'Institution', 'Function', 'Sex', 'Passport number'],
    ...rows,
    rows[0] ?? [],
    ['Another Person', '', 'Training', 'female', 'P99'],
  ]
    .map((row) => row.join('\t'))
    .join('\n');
}

/** One person at the kiosk, by keys: the first option of each question. */
async function answerAtKiosk(page: Page, person: number): Promise<void> {
  await expect(page.getByRole('button', { name: /^(Begin|Next person)$/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const [word = '', number = ''] = codeOf(person).split(' ');
  await page.getByRole('textbox', { name: 'Secret word' }).fill(word);
  await page.getByRole('textbox', { name: 'Two digits' }).fill(number);
  await page.keyboard.press('Enter');
  const send = page.getByRole('heading', { name: 'Send your answers?' });
  const progress = page.getByRole('progressbar');
  for (let question = 1; question <= rightAnswers.length; question += 1) {
    await expect(progress).toHaveAttribute(
      'aria-valuetext',
      `Question ${question} of ${rightAnswers.length}`,
    );
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
  }
  await expect(send).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
}
