import type { Page } from '@playwright/test';
import { waitFor } from './bounded-wait.ts';
import type { PageArguments, PageContract, PageResponse } from './serve-bench-page.ts';

/** A page of a measurement in a browser or in the app, with the functions of its contract. */
export class BenchPage<C extends PageContract<keyof C>> {
  readonly page: Page;
  readonly #contract: C;
  readonly #longestMinutes: number | undefined;

  /** @param longestMinutes Longest wait for one response; without it that of any bench. */
  protected constructor(page: Page, contract: C, longestMinutes?: number) {
    this.page = page;
    this.#contract = contract;
    this.#longestMinutes = longestMinutes;
    page.setDefaultTimeout(0);
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
    });
  }

  /** Load the page again, with nothing in it. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.untilServed();
  }

  /** Wait until the page has its functions. */
  async untilServed(): Promise<void> {
    await waitFor(
      'page of the measurement',
      this.page.waitForFunction(() => window.callBenchPage !== undefined),
      2,
    );
  }

  /**
   * Call a function of the page. The response is parsed.
   * @throws When the function throws, when its response breaks the contract, and when none comes.
   */
  async ask<N extends keyof C & string>(name: N, ...asked: PageArguments<C, N>): Promise<PageResponse<C, N>> {
    const answer = this.page.evaluate(([called, given]) => window.callBenchPage?.(called, given), [
      name as string,
      asked as readonly unknown[],
    ] as const);
    const { response: schema } = this.#contract[name];
    const given = await waitFor(`answer of the page to "${name}"`, answer, this.#longestMinutes);
    return schema.parse(given) as PageResponse<C, N>; // the schema of this very function
  }
}
