import fs from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Laptop } from './laptop.ts';
import { typeDay } from './type-day.ts';

/** Section of a workshop, by its name on the screen. */
export type WorkshopSection =
  | 'Agenda'
  | 'Register'
  | 'Attendance'
  | 'Test'
  | 'Evaluation'
  | 'Notes and actions'
  | 'Lessons'
  | 'Certificates';

/** Sections of an open workshop as a trainer uses them, in English. */
export class WorkshopSections {
  readonly #laptop: Laptop;
  readonly #page: Page;

  constructor(laptop: Laptop) {
    this.#laptop = laptop;
    this.#page = laptop.page;
  }

  async open(workshopSection: WorkshopSection): Promise<void> {
    const sections = this.#page.getByRole('navigation', { name: 'Sections of the workshop' });
    await sections.getByRole('link', { name: workshopSection, exact: true }).click();
    await expect(sections.getByRole('link', { name: workshopSection, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }

  /** Type a day, as `2026-11-29`, into a date field. */
  async typeDay(field: string, day: string): Promise<void> {
    await typeDay(this.#page, field, day);
  }

  /** Register the people of pasted rows; the data notice is confirmed where it was not. */
  async pasteList(rows: string): Promise<void> {
    await this.open('Register');
    await this.#page.getByRole('button', { name: 'Import a list' }).first().click();
    const notice = this.#page.getByRole('button', { name: 'It was shown and read out' });
    const pasted = this.#page.getByRole('textbox', { name: 'Pasted rows' });
    await expect(notice.or(pasted)).toBeVisible();
    if (await notice.isVisible()) await notice.click();
    await pasted.fill(rows);
    await this.#page.getByRole('button', { name: 'Use these rows' }).click();
  }

  /** Cells of one participant in the grid of attendance; 1 is the first. */
  attendanceOf(participant: number): Locator {
    return this.#page.getByRole('grid').getByRole('row').nth(participant).getByRole('gridcell');
  }

  /** Press the button of one way to answer, such as `On this laptop`. */
  async answer(set: string, way: 'On this laptop' | 'From paper' | 'From a file'): Promise<void> {
    await this.#page.getByRole('button', { name: `${set}: ${way}` }).click();
  }

  /** Take pasted answers, all of which are valid. */
  async pasteAnswers(set: string, rows: readonly (readonly string[])[]): Promise<void> {
    await this.answer(set, 'From a file');
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(rows.map((row) => row.join('\t')).join('\n'));
    await dialog.getByRole('button', { name: `Take the valid rows (${rows.length - 1})` }).click();
    await expect(dialog).toHaveCount(0);
  }

  /** Type answers from paper by keyboard alone: a row a person, Enter after each. Tests begin with the code. */
  async typePaper(
    set: string,
    rows: readonly (readonly string[])[],
    first: 'code' | 'answer',
  ): Promise<void> {
    await this.answer(set, 'From paper');
    const from = first === 'code' ? 0 : 1;
    await this.#page.locator(`[data-cell="0-${from}"]`).focus();
    for (const [at, row] of rows.entries()) {
      for (const [column, cell] of row.entries()) {
        await this.#reachCell(at, from + column);
        await this.#page.keyboard.type(cell);
      }
      await this.#page.keyboard.press('Enter');
    }
    await expect(this.#page.getByText('Saved', { exact: true })).toHaveCount(rows.length);
    await this.#page.getByRole('button', { name: 'Done', exact: true }).click();
  }

  /** Wait for the focus, which an answer of one letter passes on by itself; else go there by Tab. */
  async #reachCell(row: number, column: number): Promise<void> {
    const cell = this.#page.locator(`[data-cell="${row}-${column}"]`);
    const isReached = await expect(cell)
      .toBeFocused({ timeout: 300 })
      .then(
        () => true,
        () => false,
      );
    if (!isReached) await this.#page.keyboard.press('Tab');
    await expect(cell).toBeFocused();
  }

  /** Save a file of a dialog of the system at this place. */
  async saveAs(file: string, press: () => Promise<void>): Promise<void> {
    // The system's dialog is no part of the page: it is answered in the shell.
    await this.#laptop.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    fs.rmSync(file, { force: true });
    await press();
    await expect.poll(() => fs.existsSync(file), { timeout: 60_000 }).toBe(true);
  }
}
