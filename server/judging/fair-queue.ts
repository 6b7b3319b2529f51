/** Says that the owner of a task rests after it, for so many milliseconds: whoever came meanwhile goes before. */
export type Rest = (ms: number) => void;

interface Task {
  /** Runs it; resolves to the milliseconds that its owner rests after it, and never rejects. */
  readonly start: () => Promise<number>;
  readonly refuse: (refusal: Error) => void;
}

/**
 * Runs tasks of many owners, at most `slots` at a time and at most one of each owner. Owners take turns, one task each; the
 * tasks of one owner run in their order. So a task waits for at most one task of every other owner, however many these have.
 */
export class FairQueue<Owner> {
  readonly #slots: number;
  readonly #wait: (ms: number) => Promise<void>;
  /** In the order of their turns. */
  readonly #waiting = new Map<Owner, Task[]>();
  /** Owners of which a task runs, or that rest after one. */
  readonly #busy = new Set<Owner>();
  #running = 0;
  /** Reason for running nothing more. */
  #refusal: Error | null = null;
  #onIdle = (): void => undefined;

  constructor(slots: number, wait: (ms: number) => Promise<void>) {
    this.#slots = slots;
    this.#wait = wait;
  }

  /** Runs a task when it is its turn. Resolves and rejects as the task does; rejects with the refusal of `close`. */
  run<T>(owner: Owner, task: (rest: Rest) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#refusal !== null) return reject(this.#refusal);
      const tasks = this.#waiting.get(owner) ?? [];
      this.#waiting.set(owner, tasks);
      const start = async (): Promise<number> => {
        let restMs = 0;
        const rest: Rest = (ms) => {
          restMs = ms;
        };
        await task(rest).then(resolve, reject);
        return restMs;
      };
      tasks.push({ start, refuse: reject });
      return this.#runNext();
    });
  }

  /** Rejects every task that waits or comes later with `refusal`. Resolves when those that run have ended. */
  async close(refusal: Error): Promise<void> {
    this.#refusal = refusal;
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const { refuse } of waiting) refuse(refusal);
    if (this.#running === 0) return;
    const others = this.#onIdle;
    await new Promise<void>((resolve) => {
      this.#onIdle = () => {
        others();
        resolve();
      };
    });
  }

  #runNext(): void {
    if (this.#running >= this.#slots) return;
    for (const [owner, [task, ...others]] of this.#waiting) {
      if (this.#busy.has(owner) || task === undefined) continue;
      this.#waiting.set(owner, others);
      this.#busy.add(owner);
      this.#running += 1;
      void task.start().then((restMs) => this.#end(owner, restMs));
      return this.#runNext();
    }
  }

  async #end(owner: Owner, restMs: number): Promise<void> {
    this.#running -= 1;
    if (this.#running === 0) this.#onIdle();
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
