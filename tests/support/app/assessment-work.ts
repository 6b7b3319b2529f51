import { expect, type Page } from '@playwright/test';
import { FieldApp } from './field-app.ts';
import { typeDay } from './type-day.ts';

/** Work of an assessor in an open assessment, by keyboard where a person would. */
export class AssessmentWork {
  readonly #page: Page;
  readonly #field: FieldApp;

  constructor(page: Page) {
    this.#page = page;
    this.#field = new FieldApp(page);
  }

  /** Rate these questions of a dimension, and give all of them one document as evidence. */
  async rateWithDocument(levels: Readonly<Record<string, number>>, document: string): Promise<void> {
    for (const [code, level] of Object.entries(levels)) await this.#field.rate(code, level);
    const [first = '', ...others] = Object.keys(levels);
    await this.#field.question(first).getByRole('heading').click();
    await this.#page.keyboard.press('Alt+a');
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Title or source' }).fill(document);
    await dialog.getByRole('button', { name: /Kind of evidence/ }).click();
    await this.#page.getByRole('option', { name: 'Document' }).click();
    for (const code of others) {
      await dialog.getByRole('combobox', { name: 'Supports these questions' }).fill(code);
      await this.#page.getByRole('option', { name: new RegExp(`^${code.replace('.', '\\.')} `) }).click();
    }
    await dialog.getByRole('button', { name: 'Add evidence' }).click();
    await expect(dialog).toHaveCount(0);
  }

  async openFindings(): Promise<void> {
    await this.#page
      .getByRole('link', { name: /^Findings and plan/ })
      .last()
      .click();
    await expect(this.#page.getByRole('heading', { name: 'Gaps by priority' })).toBeVisible();
  }

  async writeFinding(code: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Write the finding about ${code}` }).click();
    await expect(this.#page.getByRole('textbox', { name: 'Finding 1' })).toBeFocused();
    await this.#field.untilSaved();
  }

  /** Recommend something about a gap, and make it a plan item of this lead; the item stays open. */
  async recommend(code: string, act: string, lead: string, fundingLine: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Add recommendation about ${code}` }).click();
    await expect(this.#page.getByRole('textbox', { name: 'Does what' }).last()).toBeFocused();
    await this.#page.keyboard.type(act);
    await this.#page.keyboard.press('Tab');
    await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
    await this.#page.keyboard.press('Tab');
    await this.#page.keyboard.press('Space');
    for (let stop = 0; stop < 4; stop += 1) await this.#page.keyboard.press('Tab');
    await this.#page.keyboard.press('Space');
    await this.#page.getByRole('button', { name: 'Accept and create plan item' }).last().click();
    for (const [field, text] of [
      ['Lead', lead],
      ['Funding line', fundingLine],
    ] as const) {
      const box = this.#page.getByRole('combobox', { name: field });
      await box.fill(text);
      await box.press('Tab');
      await expect(box).toHaveValue(text);
    }
    await expect(this.#page.getByText(/^Cannot be agreed yet/)).toHaveCount(0);
    await this.#field.untilSaved(60_000);
  }

  /** Hand it in, from its first status, with the day that its ratings describe. */
  async handIn(day: string): Promise<void> {
    await this.#page.getByRole('link', { name: /^Review/ }).click();
    await typeDay(this.#page, 'Reference date', day);
    await this.#field.untilSaved();
    for (const step of ['Begin fieldwork', 'Consolidate', 'Submit for review'])
      await this.#field.takeStep(step);
  }

  /** Start a follow-up of a final assessment, perhaps of another mission, in the open mission. */
  async startFollowUp(of: RegExp, institution: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'New assessment' }).first().click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Baseline/ }).click();
    await this.#page.getByRole('option', { name: 'Follow-up' }).click();
    await dialog.getByRole('button', { name: /Follows$/ }).click();
    await this.#page.getByRole('option', { name: of }).click();
    await dialog.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(this.#page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
  }
}
