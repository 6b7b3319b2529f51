import { expect } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import type { ReportCode } from '#domain/report/report.ts';
import type { Laptop } from './laptop.ts';

export const reportFormats = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The reports of a mission on a laptop, saved into a folder. */
export class ReportsPage {
  readonly #laptop: Laptop;
  readonly #folder: string;

  constructor(laptop: Laptop, folder: string) {
    this.#laptop = laptop;
    this.#folder = folder;
  }

  async open(code: ReportCode): Promise<void> {
    const { page } = this.#laptop;
    await page.getByRole('navigation', { name: 'Which report' }).getByText(code, { exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${code}`) })).toBeVisible();
  }

  /** Chooses the language of the report, as it calls itself. */
  async chooseLanguage(language: string): Promise<void> {
    const { page } = this.#laptop;
    await page.getByRole('button', { name: /Language of the report/ }).click();
    await page.getByRole('option', { name: language }).click();
  }

  /** Saves what is shown as `NAME.FORMAT`, and answers the file. */
  async save(name: string, format: ReportFormat): Promise<Uint8Array> {
    const { app, page } = this.#laptop;
    const file = path.join(this.#folder, `${name}.${format}`);
    fs.rmSync(file, { force: true });
    // The system's dialog is no part of the page: it is answered in the shell.
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByRole('button', { name: `Save as ${format.toUpperCase()}` }).click();
    await expect.poll(() => fs.existsSync(file), { timeout: 60_000 }).toBe(true);
    await expect(page.getByRole('button', { name: 'Save as PDF' })).toBeEnabled();
    return new Uint8Array(fs.readFileSync(file));
  }
}
