import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { openWindow } from './console-browser.ts';
import { signInFirstTime } from './console-sign-in.ts';

/** The console as a reviewer or an adviser uses it. Journeys name the acts, this file the places on the screen. */
export class ReviewPage {
  readonly page: Page;

  /** @param page of a person who has signed in */
  constructor(page: Page) {
    this.page = page;
  }

  /** A window of their own, signed in for the first time. */
  static async open(browser: Browser, serverUrl: string, code: string): Promise<ReviewPage> {
    const page = await openWindow(browser, serverUrl);
    await signInFirstTime(page, code);
    return new ReviewPage(page);
  }

  /** Go through the queue of their tasks. */
  async openFromQueue(institution: string, task: RegExp | string): Promise<void> {
    await this.openQueue();
    const row = this.inQueue(institution);
    // News is polled every ten seconds.
    await expect(row).toContainText(task, { timeout: 30_000 });
    await row.getByRole('link').click();
    await expect(this.page.getByRole('heading', { level: 1 })).not.toHaveText('Review');
  }

  /** Row of the record in the queue. */
  inQueue(institution: string): Locator {
    return this.page.getByRole('row', { name: institution });
  }

  async openQueue(): Promise<void> {
    await this.page
      .getByRole('link', { name: /^Review/ })
      .first()
      .click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  }

  /** A part of the record by its name in the column beside it. */
  async openPart(name: RegExp): Promise<void> {
    await this.page.locator('.console-record-nav').getByRole('link', { name }).click();
  }

  /** Write a comment on a question by keyboard, and leave its text. */
  async #writePoint(question: string, text: string): Promise<void> {
    const card = this.page.getByRole('article', { name: new RegExp(`^${question.replace('.', '\\.')} `) });
    await card.focus();
    await this.page.keyboard.press('Alt+p');
    await expect(this.page.getByRole('textbox').and(this.page.locator(':focus'))).toBeVisible();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Tab');
  }

  /** Add a comment on a question by keyboard. */
  async addPoint(question: string, text: string): Promise<void> {
    await this.#writePoint(question, text);
    await this.page.keyboard.press('Enter');
    await expect(this.point(question)).toContainText(text);
  }

  /** The same for a comment with confidential words, which the adviser may write. */
  async sealPoint(question: string, text: string): Promise<void> {
    await this.#writePoint(question, text);
    await this.page.keyboard.press('Space');
    await expect(this.page.getByRole('checkbox', { name: 'Strictly confidential' })).toBeChecked();
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    await expect(this.point(question)).toContainText('The text is encrypted at headquarters.');
  }

  /** Ask for the confidential words, and hide them again. */
  async readSealed(question: string, text: string): Promise<void> {
    await expect(this.point(question)).not.toContainText(text);
    await this.page.getByRole('button', { name: `Show text: comment on ${question}` }).click();
    await expect(this.point(question)).toContainText(text);
    await this.page.getByRole('button', { name: `Hide text: comment on ${question}` }).click();
    await expect(this.point(question)).not.toContainText(text);
  }

  /** Enter the reason for keeping a rating above its evidence, by keyboard. */
  async letStand(question: string, reason: string): Promise<void> {
    const card = this.page.getByRole('article', { name: new RegExp(`^${question.replace('.', '\\.')} `) });
    await card.focus();
    await this.page.keyboard.press('Alt+r');
    await expect(this.page.getByRole('textbox').and(this.page.locator(':focus'))).toBeVisible();
    await this.page.keyboard.type(reason);
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.press('Enter');
    await expect(card).toContainText(`Reviewer: ${reason}`);
  }

  /** The same for all open ones, in the list of the review. */
  async letAllStand(reason: string): Promise<void> {
    const give = this.page.getByRole('button', { name: /^Keep rating with a reason/ });
    await expect(give.first()).toBeVisible();
    const all = await give.count();
    for (let done = 1; done <= all; done += 1) {
      await give.first().click();
      await expect(this.page.getByRole('textbox').and(this.page.locator(':focus'))).toBeVisible();
      await this.page.keyboard.type(reason);
      await this.page.keyboard.press('Tab');
      await this.page.keyboard.press('Enter');
      await expect(this.page.getByRole('textbox')).toHaveCount(0);
      await expect(give).toHaveCount(all - done);
    }
  }

  point(question: string): Locator {
    return this.page.getByRole('article', { name: `comment on ${question}` });
  }

  /** A step with its form; `fill` gets the form before it is sent. */
  async take(step: string, fill: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: step }).click();
    const dialog = this.page.getByRole('dialog');
    await fill(dialog);
    await dialog.getByRole('button', { name: step }).click();
    await expect(dialog).toHaveCount(0);
  }
}
