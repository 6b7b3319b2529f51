import { expect, type Locator, type Page } from '@playwright/test';

/** The field app as a person uses it, in English. Journeys name the acts, this file the places on the screen. */
export class FieldApp {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async openMission(title: string): Promise<void> {
    await this.#page.getByRole('link', { name: 'My missions' }).first().click();
    // Links above the list may name the mission too.
    const missions = this.#page.getByRole('table', { name: 'Missions on this laptop' });
    await missions.getByRole('link', { name: title }).first().click();
  }

  /** Name the State of the open mission. */
  async setState(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Set the State' }).click();
    await this.#page.getByRole('combobox', { name: 'State' }).fill(name.slice(0, 4));
    await this.#page.getByRole('option', { name }).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(this.#page.getByText(`State: ${name}`)).toBeVisible();
  }

  /** Start an assessment in the open mission and stay in it. */
  async startAssessment(institution: string, type: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'New assessment' }).first().click();
    await this.#page.getByLabel('Institution', { exact: true }).fill(institution);
    await this.#page.getByLabel('Type of institution').click();
    await this.#page.getByRole('option', { name: type }).click();
    await this.#page.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(this.#page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
  }

  /** Start an assessment with the published questionnaire, and stay in it. */
  async startForm(institution: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'New assessment' }).first().click();
    await this.#page.getByRole('button', { name: /Questionnaire$/ }).click();
    // The first is the needs assessment that is part of Fieldbook.
    await this.#page.getByRole('option').last().click();
    await this.#page.getByLabel('Institution', { exact: true }).fill(institution);
    await this.#page.getByRole('button', { name: 'Start the assessment' }).click();
    await expect(this.#page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
  }

  /** The card of a question of a form, by the beginning of its text. */
  asked(question: string | RegExp): Locator {
    return this.#page.getByRole('article', { name: question }).first();
  }

  /** Choose a language of the form, by its author's name for it. */
  async chooseLanguage(language: string): Promise<void> {
    await this.#page.getByRole('button', { name: /Language of the questionnaire/ }).click();
    await this.#page.getByRole('option', { name: language }).click();
  }

  async openAssessment(mission: string, institution: string): Promise<void> {
    await this.openMission(mission);
    await this.#page.getByRole('main').getByRole('link', { name: institution }).click();
    await expect(this.#page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
  }

  async openDimension(title: string): Promise<void> {
    await this.#page.getByText(title).first().click();
    await expect(this.#page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  }

  /** Ask somebody of the team for a whole dimension. */
  async giveDimension(title: string, person: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Assign questions' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Assign questions' });
    await dialog.getByRole('button', { name: title }).click();
    await this.#page.getByRole('option', { name: person }).click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect(dialog).toHaveCount(0);
  }

  /** Codes of the questions that a filter leaves; the filter is removed again. */
  async filtered(filter: string): Promise<readonly string[]> {
    const toggle = this.#page.getByRole('button', { name: new RegExp(`^${filter} \\d`) });
    await toggle.click();
    const found = this.#page.getByRole('navigation', { name: /question/ }).getByRole('link');
    await expect(found.first()).toBeVisible();
    const codes = (await found.allTextContents()).map((text) => /^[A-Z]\d+\.\d+/.exec(text)?.[0] ?? text);
    await toggle.click();
    return codes;
  }

  question(id: string): Locator {
    return this.#page.getByRole('article', { name: new RegExp(`^${id.replace('.', '\\.')} `) });
  }

  /** Answer by keyboard: the question gets the focus, the key gives the level. */
  async rate(id: string, level: number): Promise<void> {
    await this.question(id).getByRole('heading').click();
    await this.#page.keyboard.press(String(level));
    await this.expectLevel(id, level);
  }

  async expectLevel(id: string, level: number): Promise<void> {
    await expect(this.question(id).getByRole('radio', { name: `Level ${level}` })).toBeChecked();
  }

  /** The text field of the reasons. */
  reason(id: string): Locator {
    return this.question(id).getByLabel('Rationale');
  }

  /** Move the open assessment to the next step, and confirm when asked. */
  async takeStep(name: string): Promise<void> {
    await this.#page.getByRole('banner').getByRole('button', { name, exact: true }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  }

  /** A comment of headquarters in the task list of the open assessment, once received: replied and resolved. */
  async mendPoint(question: string, asked: string, reply: string): Promise<void> {
    await this.#page.getByRole('link', { name: /^Review/ }).click();
    const name = new RegExp(`^Reviewer’s comment: ${question.replace('.', '\\.')}`);
    const task = this.#page.getByRole('article', { name });
    await expect(task).toContainText(asked, { timeout: 45_000 });
    await task.getByRole('textbox').fill(reply);
    await task.getByText('Resolved', { exact: true }).click();
    await this.untilSaved();
  }

  /** Page through the messages of the frame, which shows one at a time, until this one is shown. */
  async showBanner(text: string, withinMs = 10_000): Promise<void> {
    const next = this.#page.getByRole('button', { name: /Next message$/ });
    await expect(async () => {
      const banner = this.#page.getByText(text);
      if (!(await banner.isVisible()) && (await next.isVisible())) await next.click({ timeout: 1_000 });
      await expect(banner).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: withinMs });
  }

  /** Whether no message of the frame says this text, wherever a person pages to. */
  async expectNoBanner(text: string): Promise<void> {
    const next = this.#page.getByRole('button', { name: /Next message$/ });
    const total = (await next.isVisible()) ? Number(/ of (\d+)/.exec(await next.innerText())?.[1]) : 1;
    for (let number = 1; number <= total; number += 1) {
      await expect(this.#page.getByText(text)).toHaveCount(0);
      if (number < total) await next.click();
    }
  }

  /** Wait until the status bar says that everything on the screen is on this laptop's disk. */
  async untilSaved(withinMs?: number): Promise<void> {
    const saved = this.#page.getByRole('button', { name: /Saved on this laptop/ });
    await expect(saved).toBeVisible(withinMs === undefined ? {} : { timeout: withinMs });
  }

  async expectChangesWaiting(): Promise<void> {
    await expect(this.#page.getByRole('button', { name: /\d+ records? waiting to be sent/ })).toBeVisible();
  }

  async untilNothingWaits(): Promise<void> {
    const nothing = this.#page.getByRole('button', { name: /Nothing waiting to be sent/ });
    await expect(nothing).toBeVisible({ timeout: 30_000 });
    // A value saved at this moment is counted within a second: the count has to stay the same.
    await this.#page.waitForTimeout(1_200);
    await expect(nothing).toBeVisible({ timeout: 30_000 });
  }

  /** Wait until the network is there and no request is under way, in either direction. */
  async untilAtRest(): Promise<void> {
    await expect(this.#page.getByRole('button', { name: /(^|: )Network$/ })).toBeVisible({ timeout: 30_000 });
    await this.untilNothingWaits();
  }

  /** The switch that simulates having no network, behind the network part of the status bar. */
  async simulateNoNetwork(isOff: boolean): Promise<void> {
    await this.#page
      .getByRole('button', { name: /^(Waiting: ?)?(No network|Network|No answer|Sending|Syncing)/ })
      .click();
    const off = this.#page.getByRole('switch', { name: 'Simulate no network' });
    if ((await off.isChecked()) !== isOff) await this.#page.getByText('Simulate no network').click();
    await this.#page.keyboard.press('Escape');
    await expect(this.#page.getByRole('button', { name: /No network \(simulated\)/ })).toBeVisible({
      visible: isOff,
    });
  }

  async syncNow(): Promise<void> {
    await this.#page.getByRole('link', { name: 'Sync status' }).click();
    await this.#page.getByRole('button', { name: 'Sync now' }).click();
  }
}
