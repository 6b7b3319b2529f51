import { expect, type Page, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import type { Document } from '#domain/document/document.ts';
import { reportCodes } from '#domain/report/report.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { docxTables, xlsxSheets } from '#tests/renderer/report/office-files.ts';
import { openConsole } from './support/console-browser.ts';
import { signInFirstTime } from './support/console-sign-in.ts';
import { FieldApp } from './support/field-app.ts';
import { startLaptop } from './support/laptop.ts';
import { setUpProgramme } from './support/programme.ts';
import { reportFormats, ReportsPage } from './support/reports-page.ts';
import { sendRecords } from './support/send-records.ts';
import { startServer } from './support/server-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const out = path.resolve('dist/journeys/reports');

/** What the sample mission holds, as far as an assessor may write it: steps of headquarters are not among it. */
const records: readonly Document[] = sampleRecords.documents.map((document) => ({
  ...document,
  registers: Object.fromEntries(Object.entries(document.registers).filter(([at]) => at !== 'status')),
}));
const mission = 'Joint assessment visit, Country A';

/** The tables of the report on a page: rows of the texts of their cells. */
const shownTables = (page: Page): Promise<readonly (readonly (readonly string[])[])[]> =>
  page
    .locator('.fb-report')
    .evaluate((report) =>
      [...report.querySelectorAll('.fb-report-section:not(.fb-report-appendix) table')].map((table) =>
        [...table.querySelectorAll('tr')].map((row) =>
          [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
        ),
      ),
    );

test('a laptop without a network makes every report in every format, and headquarters computes the same figures', async () => {
  test.setTimeout(300_000);
  const { folder, remove } = await temporaryFolder();
  fs.mkdirSync(out, { recursive: true });
  const server = await startServer(path.join(folder, 'server'));
  const programme = await setUpProgramme(path.join(folder, 'server'));
  await sendRecords(server.url, await programme.leadCode(), programme.log, records);

  const laptop = await startLaptop({
    profile: path.join(folder, 'laptop'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const { page } = laptop;
  const field = new FieldApp(page);
  const reports = new ReportsPage(laptop, out);
  await expect(page.getByRole('main').getByRole('link', { name: mission })).toBeVisible({ timeout: 45_000 });
  await field.openMission(mission);
  await expect(page.getByRole('main').getByRole('link', { name: 'Ministry of the interior' })).toBeVisible();
  await field.untilAtRest();
  await field.simulateNoNetwork(true);
  await page.getByRole('link', { name: 'Reports' }).first().click();

  const tables = new Map<string, readonly (readonly (readonly string[])[])[]>();
  for (const code of reportCodes) {
    await test.step(`${code} in three formats, each with what the screen shows`, async () => {
      await reports.open(code);
      const shown = await shownTables(page);
      tables.set(code, shown);
      expect(shown.length).toBeGreaterThan(2);
      expect(docxTables(await reports.save(code, 'docx')).slice(1, -2)).toEqual(shown);
      const sheets = xlsxSheets(await reports.save(code, 'xlsx'));
      expect(sheets.size).toBeGreaterThan(shown.length);
      const pdf = Buffer.from(await reports.save(code, 'pdf')).toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf).toContain('/StructTreeRoot');
    });
  }
  for (const [language, code] of [
    ['العربية', 'ar'],
    ['Français', 'fr'],
  ] as const) {
    await test.step(`R3 in ${code}`, async () => {
      await reports.open('R3');
      await reports.chooseLanguage(language);
      await expect(page.locator('.fb-report')).toHaveAttribute('lang', code);
      for (const format of reportFormats) await reports.save(`R3-${code}`, format);
      await page.screenshot({ path: path.join(out, `R3-${code}.png`) });
    });
  }
  await laptop.quit();

  const { browser, page: desk } = await openConsole(server.url);
  await test.step('the console shows the State as the laptop does', async () => {
    await signInFirstTime(desk, await programme.reviewerConsoleCode());
    await desk.goto(`${server.url}/console/#/missions/${programme.log}/picture`);
    await expect(desk.getByRole('heading', { level: 1, name: /^R3 / })).toBeVisible({ timeout: 30_000 });
    await desk.screenshot({ path: path.join(out, 'console-picture.png') });
    expect(await shownTables(desk)).toEqual(tables.get('R3'));
    expect(await desk.locator('.fb-report-facts').innerText()).toContain(mission);
  });

  await browser.close();
  await server.stop();
  await remove();
});
