import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod';
import type { Document } from '#domain/document/document.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { openSqliteDatabase } from '#server/db/sqlite-database.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { reportFormats, reportsInConsole, reportsOnLaptop } from '#tests/support/console/reports-page.ts';
import { docxTablesAsShown, xlsxSheets } from '#tests/support/files/office-files.ts';
import { halfEmptyPages, pdfPages } from '#tests/support/files/pdf-pages.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { sendRecords } from '#tests/support/server/send-records.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const out = path.resolve('dist/journeys/reports');
/** Reports of assessments and of the plan; those of workshops are made by the journey `workshop`. */
const reportCodes = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;

/** Content of the sample mission, as far as an assessor may write it: without steps of headquarters. */
const records: readonly Document[] = sampleRecords.documents.map((document) => ({
  ...document,
  registers: Object.fromEntries(Object.entries(document.registers).filter(([at]) => at !== 'status')),
}));
const mission = 'Joint assessment visit, Country A';

/** Entries of the server's trail about copies of reports. */
const TrailRow = z.object({ act: z.string(), subject: z.string() });

test('a laptop makes every report in every format offline; headquarters computes the same figures', async () => {
  test.setTimeout(300_000);
  const { folder, remove } = await temporaryFolder();
  fs.mkdirSync(path.join(out, 'console'), { recursive: true });
  const serverProcess = await startServer(path.join(folder, 'server'));
  const programme = await setUpProgramme(path.join(folder, 'server'));
  await sendRecords(serverProcess.url, await programme.leadCode(), programme.log, records);

  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: serverProcess.url, code: await programme.secondCode() },
  });
  const { page } = laptop;
  const fieldApp = new FieldApp(page);
  const reportsPage = reportsOnLaptop(laptop, out);
  await expect(page.getByRole('main').getByRole('link', { name: mission })).toBeVisible({ timeout: 45_000 });
  await fieldApp.openMission(mission);
  await expect(page.getByRole('main').getByRole('link', { name: 'Ministry of the interior' })).toBeVisible();
  await fieldApp.untilAtRest();
  await fieldApp.simulateNoNetwork(true);
  await page.getByRole('link', { name: 'Reports' }).first().click();

  const tables = new Map<string, readonly (readonly (readonly string[])[])[]>();
  for (const code of reportCodes) {
    await test.step(`${code} in each of three formats holds the content of the screen`, async () => {
      await reportsPage.open(code);
      const shown = await reportsPage.tables();
      tables.set(code, shown);
      expect(shown.length).toBeGreaterThan(2);
      expect(docxTablesAsShown(await reportsPage.save(code, 'docx')).slice(1)).toEqual(shown);
      const sheets = xlsxSheets(await reportsPage.save(code, 'xlsx'));
      expect(sheets.size).toBeGreaterThan(shown.length);
      const file = await reportsPage.save(code, 'pdf');
      const pdf = Buffer.from(file).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf).toContain('/StructTreeRoot');
      expect(halfEmptyPages(file)).toEqual([]);
      const heights = new Set(pdfPages(file).map(({ height }) => Math.round(height)));
      expect(heights, 'reports with wide tables are in landscape').toEqual(
        new Set([code === 'R4' || code === 'R5' ? 596 : 843]),
      );
    });
  }
  for (const [language, code] of [
    ['العربية', 'ar'],
    ['Français', 'fr'],
    ['Español', 'es'],
    ['Русский', 'ru'],
    ['中文', 'zh'],
  ] as const) {
    await test.step(`R3 in ${code}`, async () => {
      await reportsPage.open('R3');
      await reportsPage.chooseLanguage(language);
      await expect(page.locator('.fb-report')).toHaveAttribute('lang', code);
      for (const format of reportFormats) {
        const file = await reportsPage.save(`R3-${code}`, format);
        if (format === 'pdf') expect(halfEmptyPages(file)).toEqual([]);
      }
      await page.screenshot({ path: path.join(out, `R3-${code}.png`) });
    });
  }
  await test.step('a donor’s copy names its reader and purpose, and headquarters is notified of it', async () => {
    await reportsPage.open('R3');
    await reportsPage.chooseLanguage('English');
    await reportsPage.chooseReader('Donor', 'Progress of the second year');
    const tables = docxTablesAsShown(await reportsPage.save('R3-donor', 'docx'));
    expect(JSON.stringify(tables)).not.toContain('National police service');
  });
  await test.step('a partner’s copy holds only the partner’s items, under a note that forbids passing on', async () => {
    await reportsPage.open('R5');
    await reportsPage.choosePartner(
      'INTERPOL',
      { month: '6', day: '30', year: '2027' },
      'To prepare the course',
    );
    const tables = JSON.stringify(docxTablesAsShown(await reportsPage.save('R5-partner', 'docx')));
    expect(tables).toContain('Course for reviewers of analytic tools');
    expect(tables).toContain('Not allowed: for this entity only');
    expect(tables).not.toContain('Advice on approval of tools');
    await page.screenshot({ path: path.join(out, 'R5-partner.png') });
    await fieldApp.simulateNoNetwork(false);
    await fieldApp.syncNow();
    await fieldApp.untilNothingWaits();
  });
  await laptop.quit();

  const { browser, page: desk } = await openConsole(serverProcess.url);
  const console = reportsInConsole(desk, path.join(out, 'console'));
  await test.step('the console has every report, with the figures of the laptop, in every format', async () => {
    await signInFirstTime(desk, await programme.reviewerConsoleCode());
    await desk.goto(`${serverProcess.url}/console/#/missions/${programme.log}/reports`);
    await expect(desk.getByRole('heading', { level: 1, name: /^R3 / })).toBeVisible({ timeout: 30_000 });
    await desk.screenshot({ path: path.join(out, 'console-reports.png') });
    for (const code of reportCodes) {
      await console.open(code);
      const shown = await console.tables();
      expect(shown).toEqual(tables.get(code));
      expect(docxTablesAsShown(await console.save(code, 'docx')).slice(1)).toEqual(shown);
      expect(xlsxSheets(await console.save(code, 'xlsx')).size).toBeGreaterThan(shown.length);
      const pdf = Buffer.from(await console.save(code, 'pdf')).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      await desk.screenshot({ path: path.join(out, `console-${code}.png`) });
    }
  });
  await browser.close();
  await serverProcess.stop();
  const embeddedDatabase = openSqliteDatabase(path.join(folder, 'server'));
  const copies = z
    .array(TrailRow)
    .parse(embeddedDatabase.prepare('select act, subject from audit order by seq').all([]))
    .filter(({ act }) => act === 'export-report')
    .map(({ subject }) => JSON.parse(subject) as { readonly report: string; readonly format: string });
  const registers = z
    .array(z.object({ path: z.string(), register: z.string() }))
    .parse(
      embeddedDatabase
        .prepare(
          "select path, register from registers join documents using (log, doc) where kind = 'mission'",
        )
        .all([]),
    )
    .map(({ path: at, register }) => `"${at}" ${register}`)
    .join('\n');
  embeddedDatabase.close();
  // About the laptop's copies: each file of the five reports, fifteen in other languages, the donor's and the partner's
  // with purpose.
  expect(registers.match(/"exports\/[0-9a-f-]{36}"/g)).toHaveLength(32);
  expect(registers).toContain('Progress of the second year');
  expect(copies.map(({ report, format }) => `${report} ${format}`)).toEqual(
    reportCodes.flatMap((code) => [`${code} docx`, `${code} xlsx`, `${code} pdf`]),
  );
  await remove();
});
