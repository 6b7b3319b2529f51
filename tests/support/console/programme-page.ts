import fs from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { typeDay } from '#tests/support/app/type-day.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Headquarters' work above a mission, in English. Journeys name the acts, this file the places on the screen. */
export class ProgrammePage {
  readonly page: Page;

  /** @param page of a person who has signed in */
  constructor(page: Page) {
    this.page = page;
  }

  /** Go to a place by its link in the main menu. */
  async open(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name }).click();
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  row(name: string | RegExp): Locator {
    return this.page.getByRole('row', { name });
  }

  /** Choose in a list field of many names, by typing. */
  async find(label: string | RegExp, typed: string, option: string | RegExp): Promise<void> {
    await this.dialog().getByRole('combobox', { name: label }).fill(typed);
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async press(name: string): Promise<void> {
    await this.dialog().getByRole('button', { name, exact: true }).click();
    await expect(this.dialog()).toHaveCount(0);
  }

  /** Give the programme its name and its days. */
  async setProgramme(title: string, from: string, to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit name and start' }).click();
    await this.dialog().getByLabel('Title').fill(title);
    await typeDay(this.page, 'First day', from);
    await this.press('Save');
    await expect(this.page.getByRole('heading', { level: 2, name: title })).toBeVisible();
    await typeDay(this.page, 'Last day', to);
    await this.page.getByRole('button', { name: 'Save date' }).click();
    await expect(this.page.getByText('The last day of the programme is saved.')).toBeVisible();
  }

  async addFundingLine(title: string, donor: string, to: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a funding line' }).click();
    await this.dialog().getByLabel('Funding line').fill(title);
    await this.dialog().getByLabel('Donor').fill(donor);
    await typeDay(this.page, 'Last day', to);
    await this.press('Save');
    await expect(this.row(title)).toContainText(donor);
  }

  async addPartner(name: string, areas: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a partner' }).click();
    await this.dialog().getByLabel('Name of the entity').fill(name);
    for (const area of areas)
      await this.dialog()
        .getByText(new RegExp(`^(${area}|${personShownAs(area)})$`))
        .click();
    await this.press('Save');
    await expect(this.row(name)).toContainText(areas[0] ?? '');
  }

  /** Download the form for States, have it filled in, and record the request that its preview shows. */
  async importRequest(
    fill: (form: Uint8Array) => Uint8Array,
    preview: (dialog: Locator) => Promise<void>,
  ): Promise<void> {
    await this.page.getByRole('button', { name: 'Form for a State' }).click();
    const downloading = this.page.waitForEvent('download');
    await this.dialog().getByRole('button', { name: 'Download for Word' }).click();
    const form = fs.readFileSync(await (await downloading).path());
    await this.dialog()
      .locator('input[type=file]')
      .or(this.page.locator('input[type=file]'))
      .first()
      .setInputFiles({ name: 'Request.docx', mimeType: docxType, buffer: Buffer.from(fill(form)) });
    await expect(this.page.getByRole('heading', { name: 'Check the imported request' })).toBeVisible();
    await preview(this.dialog());
    await this.press('Record the request');
  }

  /** Link a mission to the open request. */
  async linkMission(title: string): Promise<void> {
    await this.page.getByRole('button', { name: /Link a mission$/ }).click();
    await this.page.getByRole('option', { name: title }).click();
    await this.page.getByRole('button', { name: 'Link', exact: true }).click();
    await expect(this.page.getByRole('main').getByRole('link', { name: title })).toBeVisible();
  }

  /** Open an item of the plan over all missions. */
  async openPlanItem(title: string): Promise<void> {
    await this.open('Plan');
    await this.row(title)
      .getByRole('link', { name: title })
      .or(this.row(title).getByRole('button'))
      .first()
      .click();
    await expect(this.dialog()).toContainText(title);
  }

  /** Choose in a list field of the open dialog. */
  async choose(label: string, option: string): Promise<void> {
    await this.dialog()
      .getByRole('button', { name: new RegExp(`${label}$`) })
      .click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Move the open request to its next status. */
  async moveRequest(status: string): Promise<void> {
    await this.page.getByRole('button', { name: `Next: ${status}` }).click();
    await expect(this.page.getByRole('button', { name: `Next: ${status}` })).toHaveCount(0);
  }

  /** Answer the five tests of the open request with yes, and accept it for this reason. */
  async accept(reason: string): Promise<void> {
    const tests = this.page.getByRole('radiogroup').filter({ hasText: 'Partly' });
    await expect(tests).toHaveCount(5);
    for (const test of await tests.all()) {
      await test.getByText('Yes', { exact: true }).click();
      await expect(test.getByRole('radio', { name: 'Yes' })).toBeChecked();
    }
    await expect(this.page.getByText('10 of 10 points')).toBeVisible();
    await this.page.getByRole('textbox', { name: 'Reason, for the State' }).fill(reason);
    await this.page.getByRole('button', { name: 'Record the decision' }).click();
    await expect(this.page.getByRole('main')).toContainText(reason);
  }

  /** Create a mission with its team, people by name and role, and open it. */
  async createMission(
    title: string,
    state: string,
    days: readonly [string, string],
    team: readonly (readonly [string, string])[],
  ) {
    await this.open('Missions');
    await this.page.getByRole('button', { name: 'New mission' }).first().click();
    await this.dialog().getByLabel('Title').fill(title);
    await this.find(/^State/, state.slice(0, 4), state);
    await typeDay(this.page, 'First day', days[0]);
    await typeDay(this.page, 'Last day', days[1]);
    for (const [name, role] of team)
      await this.find(/^Add a person/, name, new RegExp(`^${personShownAs(name)} · ${role}$`));
    await this.press('New mission');
    await this.page.getByRole('link', { name: title }).first().click();
    await expect(this.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
}

/** Name of a person with the end of the id beside it, as a pattern. */
const personShownAs = (name: string): string => `${name} · [0-9a-f]{8}`;
