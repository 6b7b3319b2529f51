import { DiskTimeoutError, type Timeout } from '#renderer/store/db/database-timeouts.ts';

/** A timeout that ends when the test says so, and not because the machine was busy. */
export class FakeTimeout {
  readonly #waiting = new Set<(silence: DiskTimeoutError) => void>();

  readonly wait: Timeout = (task) =>
    new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      task.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });

  /** End all waits. */
  runOut(): void {
    for (const giveUp of this.#waiting) giveUp(new DiskTimeoutError('No answer'));
  }
}
