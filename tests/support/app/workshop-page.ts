import { expect, type Locator, type Page } from '@playwright/test';

/** A workshop as a person uses it, in English. */
export class WorkshopPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Start a workshop in the open mission, with the agenda of the template. */
  async start(title: string): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Workshops' }).click();
    await this.#page.getByRole('button', { name: 'New workshop' }).first().click();
    await this.#page.getByLabel('Title', { exact: true }).fill(title);
    await this.#page.getByRole('button', { name: 'Plan the workshop' }).click();
    await expect(this.#page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  /** Open it from the open mission. */
  async open(title: string): Promise<void> {
    await this.#page.getByRole('tab', { name: 'Workshops' }).click();
    // A survey that is due above the list may name the workshop too.
    const workshops = this.#page.getByRole('tabpanel', { name: 'Workshops' });
    await workshops.getByRole('link', { name: title }).click({ timeout: 30_000 });
    await expect(this.#page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  async startFromTemplate(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Start from template W1' }).click();
    await expect(this.#page.getByRole('heading', { name: /^Day 4/ })).toBeVisible();
  }

  minutes(number: string): Locator {
    return this.#page.getByRole('textbox', { name: `Minutes of session ${number}` });
  }

  titleOf(number: string): Locator {
    return this.#page.getByRole('textbox', { name: `Title of session ${number}` });
  }

  /** Write its title at the cursor. */
  async addSession(day: number, title: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Add session to day ${day}` }).click();
    await this.#page.locator('textarea:focus').waitFor();
    await this.#page.keyboard.type(title);
  }

  async openNotes(number: string): Promise<void> {
    await this.#page
      .getByRole('button', { name: new RegExp(`otes of session ${number.replace('.', '\\.')}:`) })
      .click();
    await expect(this.notes()).toBeVisible();
  }

  async removeSession(number: string): Promise<void> {
    const row = this.#page.getByRole('group', { name: new RegExp(`^Session ${number.replace('.', '\\.')}`) });
    await row.getByRole('button', { name: 'More' }).click();
    await this.#page.getByRole('menuitem', { name: 'Remove' }).click();
  }

  notes(): Locator {
    return this.#page.getByRole('textbox', { name: /^Notes:/ });
  }

  async writeNotes(text: string): Promise<void> {
    await this.notes().click();
    await this.#page.keyboard.type(text);
  }

  async backToAgenda(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Whole agenda' }).click();
  }
}
