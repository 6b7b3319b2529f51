/** Says that the owner of a task rests after it, for so many milliseconds: whoever came meanwhile goes before. */
export type Rest = (ms: number) => void;

/**
 * Runs tasks of many owners, at most `slots` at a time and at most one of each owner. Owners take turns, one task each; the
 * tasks of one owner run in their order. So a task waits for at most one task of every other owner, however many these have.
 */
export class FairQueue<Owner> {
  readonly #slots: number;
  readonly #wait: (ms: number) => Promise<void>;
  /** In the order of their turns. */
  readonly #waiting = new Map<Owner, (() => Promise<number>)[]>();
  /** Owners of which a task runs, or that rest after one. */
  readonly #busy = new Set<Owner>();
  #running = 0;

  constructor(slots: number, wait: (ms: number) => Promise<void>) {
    this.#slots = slots;
    this.#wait = wait;
  }

  /** Runs a task when it is its turn. Resolves and rejects as the task does. */
  run<T>(owner: Owner, task: (rest: Rest) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const tasks = this.#waiting.get(owner) ?? [];
      this.#waiting.set(owner, tasks);
      tasks.push(async () => {
        let restMs = 0;
        const rest: Rest = (ms) => {
          restMs = ms;
        };
        await task(rest).then(resolve, reject);
        return restMs;
      });
      this.#runNext();
    });
  }

  #runNext(): void {
    if (this.#running >= this.#slots) return;
    for (const [owner, [task, ...others]] of this.#waiting) {
      if (this.#busy.has(owner) || task === undefined) continue;
      this.#waiting.set(owner, others);
      this.#busy.add(owner);
      this.#running += 1;
      void task().then((restMs) => this.#end(owner, restMs));
      return this.#runNext();
    }
  }

  async #end(owner: Owner, restMs: number): Promise<void> {
    this.#running -= 1;
    this.#runNext();
    if (restMs > 0) await this.#wait(restMs);
    // Whoever waits has come before the next of this owner.
    const others = this.#waiting.get(owner) ?? [];
    this.#waiting.delete(owner);
    if (others.length > 0) this.#waiting.set(owner, others);
    this.#busy.delete(owner);
    this.#runNext();
  }
}
