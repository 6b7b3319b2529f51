import fs from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { ReportCode } from '#domain/report-codes.ts';
import type { Laptop } from '#tests/support/app/laptop.ts';

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Press the button that makes a file, and save the file at this place. */
type Take = (press: () => Promise<void>, file: string) => Promise<void>;

/** The reports of a mission, on a laptop or in the console, saved into a folder. */
export class ReportsPage {
  readonly page: Page;
  readonly #folder: string;
  readonly #take: Take;

  constructor(page: Page, folder: string, take: Take) {
    this.page = page;
    this.#folder = folder;
    this.#take = take;
  }

  async open(reportCode: ReportCode): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Report', exact: true })
      .getByText(reportCode, { exact: true })
      .click();
    await expect(
      this.page.getByRole('heading', { level: 1, name: new RegExp(`^${reportCode}`) }),
    ).toBeVisible();
  }

  /** Choose the language of the report, by its own name. */
  async chooseLanguage(language: string): Promise<void> {
    await this.page.getByRole('button', { name: /Language of the report/ }).click();
    await this.page.getByRole('option', { name: language }).click();
  }

  /** Choose a reader outside the programme, and enter the purpose of the copy. */
  async chooseReader(reader: string, purpose: string): Promise<void> {
    await this.page.getByRole('button', { name: /For whom/ }).click();
    await this.page.getByRole('option', { name: reader, exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Save as DOCX' })).toBeDisabled();
    await this.page.getByLabel('Recipient and purpose').fill(purpose);
  }

  /** Choose an entity that takes part in the plan, and enter end and purpose of the use of its copy. */
  async choosePartner(
    entity: string,
    until: Readonly<Record<'day' | 'month' | 'year', string>>,
    purpose: string,
  ): Promise<void> {
    await this.page.getByRole('button', { name: /For whom/ }).click();
    await this.page.getByRole('option', { name: 'Implementing partner' }).click();
    await this.page.getByRole('button', { name: /Entity$/ }).click();
    await this.page.getByRole('option', { name: entity, exact: true }).click();
    for (const [part, text] of Object.entries(until))
      await this.page.getByRole('spinbutton', { name: new RegExp(`^${part}`) }).pressSequentially(text);
    await expect(this.page.getByRole('button', { name: 'Save as DOCX' })).toBeDisabled();
    await this.page.getByLabel('Recipient and purpose').fill(purpose);
  }

  /** The tables that are shown: rows of the texts of their cells. */
  tables(): Promise<readonly (readonly (readonly string[])[])[]> {
    return this.page
      .locator('.fb-report')
      .evaluate((report) =>
        [...report.querySelectorAll('.fb-report-section:not(.fb-report-appendix) table')].map((table) =>
          [...table.querySelectorAll('tr')].map((row) =>
            [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
          ),
        ),
      );
  }

  /** Save the shown report as `NAME.FORMAT`, and return the file. */
  async save(name: string, format: ReportFormat): Promise<Uint8Array> {
    const file = path.join(this.#folder, `${name}.${format}`);
    fs.rmSync(file, { force: true });
    const button = this.page.getByRole('button', { name: new RegExp(`as ${format.toUpperCase()}$`) });
    await this.#take(() => button.click(), file);
    await expect(button).toBeEnabled();
    return new Uint8Array(fs.readFileSync(file));
  }
}

export const reportsOnLaptop = ({ app, page }: Laptop, folder: string): ReportsPage =>
  new ReportsPage(page, folder, async (press, file) => {
    // The system's dialog is no part of the page: it is answered in the shell.
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await press();
    await expect.poll(() => fs.existsSync(file), { timeout: 60_000 }).toBe(true);
  });

/** A browser's dialog is no part of the page either: its content is printed here, in a page of its own. */
export const reportsInConsole = (page: Page, folder: string): ReportsPage =>
  new ReportsPage(page, folder, async (press, file) => {
    if (!file.endsWith('.pdf')) {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      await download.saveAs(file);
      return;
    }
    await page.evaluate(() => {
      document.querySelector('.fb-print-frame')?.remove();
    });
    await press();
    const frame = page.locator('.fb-print-frame');
    await expect(frame).toHaveCount(1);
    const rule = (): Promise<string> =>
      frame.evaluate(
        (element) =>
          (element as HTMLIFrameElement).contentDocument?.adoptedStyleSheets
            .flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
            .join('\n') ?? '',
      );
    await expect.poll(rule).toContain('@page');
    const html = await frame.getAttribute('srcdoc');
    // The policy allows no style that a test puts in.
    const sheet = await page.context().browser()?.newPage({ bypassCSP: true });
    if (sheet === undefined) throw new Error('The console is in no browser');
    await sheet.goto(new URL('/console/icon.svg', page.url()).href);
    await sheet.setContent(html ?? '');
    await sheet.addStyleTag({ content: await rule() });
    await sheet.evaluate(() => document.fonts.ready);
    await sheet.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    await sheet.close();
  });
