import { DiskSilent } from '#renderer/store/disk-failure.ts';
import type { Patience } from '#renderer/store/patience.ts';

/** Patience that ends when the test says so, and not because the machine was busy. */
export class FakePatience {
  readonly #waiting = new Set<(silence: DiskSilent) => void>();

  readonly wait: Patience = (task) =>
    new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      task.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });

  /** Gives up on all that is being waited for. */
  runOut(): void {
    for (const giveUp of this.#waiting) giveUp(new DiskSilent('No answer'));
  }
}
