import { expect, type Page } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { tell } from '#tests/support/random/rounds.ts';
import { oneOf } from '#tests/support/random/seeded-numbers.ts';

const mission = 'Arlandia, baseline';
const dimension = 'Institutions, people and training';
const questions = ['D3.2', 'D3.3', 'D3.4', 'D3.8'] as const;
type Question = (typeof questions)[number];
const levels = [1, 2, 3, 4] as const;

/**
 * A person who answers question after question and remembers the answers that the screen called saved. An answer under
 * way at a kill may be there or not; a saved one must be.
 */
export class Assessor {
  readonly #saved = new Map<Question, number>();
  /** Levels chosen since and never called saved: they may be there or not. */
  readonly #onTheirWay = new Map<Question, Set<number>>();
  saves = 0;
  readonly #institution: string;

  constructor(institution = 'Forensic laboratory') {
    this.#institution = institution;
  }

  /** Start the assessment that everything is written in. */
  async begin(page: Page): Promise<void> {
    const fieldApp = new FieldApp(page);
    await fieldApp.openMission(mission);
    await fieldApp.startAssessment(this.#institution, 'Forensic laboratory or digital forensic unit');
    await fieldApp.openDimension(dimension);
  }

  /** Open the assessment again and check every answer that was saved before. */
  async returnTo(page: Page): Promise<void> {
    const fieldApp = new FieldApp(page);
    // After damage Chromium may block IndexedDB for 30 s (`renderer/store/worker.ts`). A banner that comes or goes in
    // the middle of a click moves the page under it. A person who did not get there tries again.
    await expect(async () => {
      await fieldApp.openAssessment(mission, this.#institution);
      await fieldApp.openDimension(dimension);
    }).toPass({ timeout: 90_000 });
    await this.checkAnswers(page);
  }

  /** Check every answer that was saved before; for an answer under way the present value decides. */
  async checkAnswers(page: Page): Promise<void> {
    try {
      await this.#checkAnswers(page);
    } catch (error) {
      tell({ kind: 'loss', done: {}, saves: 0, lost: 1 });
      throw error;
    }
  }

  /**
   * Answer until `isOver` says so or the page is gone.
   * @param savedWithinMs throw where an answer takes longer
   */
  async work(page: Page, random: () => number, isOver: () => boolean, savedWithinMs?: number): Promise<void> {
    const fieldApp = new FieldApp(page);
    while (!isOver()) {
      const question = oneOf(random, questions);
      const level = oneOf(random, levels);
      if (this.#saved.get(question) === level) continue;
      this.#onTheirWay.set(question, new Set([...(this.#onTheirWay.get(question) ?? []), level]));
      // A database that is repaired under the screen may bring it back to the first question: a person returns.
      if (!(await fieldApp.question(question).isVisible())) await fieldApp.openDimension(dimension);
      await fieldApp.rate(question, level);
      await fieldApp.untilSaved(savedWithinMs);
      // A person sees a painted frame: the next ones must still say so.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await fieldApp.untilSaved(savedWithinMs);
      this.#saved.set(question, level);
      this.#onTheirWay.delete(question);
      this.saves += 1;
    }
  }

  async #checkAnswers(page: Page): Promise<void> {
    const fieldApp = new FieldApp(page);
    for (const [question, level] of this.#saved) {
      const allowed = [level, ...(this.#onTheirWay.get(question) ?? [])];
      await expect.poll(() => levelOf(fieldApp, question), { message: question }).toBeDefined();
      const shown = await levelOf(fieldApp, question);
      expect(allowed, `${question} was saved as ${level}`).toContain(shown);
      if (shown !== undefined) this.#saved.set(question, shown);
    }
    this.#onTheirWay.clear();
  }
}

async function levelOf(fieldApp: FieldApp, question: Question): Promise<number | undefined> {
  for (const level of levels)
    if (
      await fieldApp
        .question(question)
        .getByRole('radio', { name: `Level ${level}` })
        .isChecked()
    )
      return level;
  return undefined;
}
