import { cloneJson } from '../laptop/clone-json.ts';

/** This number of turns without coming to rest is an endless loop, not work. */
const mostTurns = 200_000;

/**
 * Count the waiting tasks of this process: the world then knows when everything that one event set off is at rest.
 * fake-indexeddb goes on by `setImmediate`, Dexie's live queries by a timer of no time. Nothing else here waits for the
 * machine, so the order of turns is the same in each run. Cloning is made quick, too: a store keeps plain JSON and
 * bytes.
 */
export class Turns {
  readonly #real = {
    setImmediate: globalThis.setImmediate,
    setTimeout: globalThis.setTimeout,
    structuredClone: globalThis.structuredClone,
    AbortController: globalThis.AbortController,
  };
  readonly #realPost = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, 'postMessage');
  #waiting = 0;

  private constructor() {}

  static install(): Turns {
    const turns = new Turns();
    const counted = (run: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate => {
      turns.#waiting += 1;
      return turns.#real.setImmediate(() => {
        turns.#waiting -= 1;
        run(...args);
      });
    };
    // Dexie tells live queries by a timer of no time; its place among the turns would be the machine's choice.
    const timed = (run: (...args: unknown[]) => void, waitMs = 0, ...args: unknown[]): unknown =>
      waitMs > 0 ? turns.#real.setTimeout(run, waitMs, ...args) : counted(run, ...args);
    Object.assign(globalThis, {
      setImmediate: counted,
      setTimeout: Object.assign(timed, turns.#real.setTimeout),
      structuredClone: cloneJson,
      AbortController: QuietAbort,
    });
    // Dexie tells other windows of every change; here there are none.
    Object.defineProperty(BroadcastChannel.prototype, 'postMessage', {
      ...turns.#realPost,
      value: () => undefined,
    });
    return turns;
  }

  /** Give the process back its own functions. */
  uninstall(): void {
    Object.assign(globalThis, this.#real);
    if (this.#realPost) Object.defineProperty(BroadcastChannel.prototype, 'postMessage', this.#realPost);
  }

  /** One turn of all tasks that wait now. */
  one(): Promise<void> {
    return new Promise((resolve) => {
      this.#real.setImmediate(resolve);
    });
  }

  async some(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) {
      await this.one();
      if (this.#waiting === 0) return;
    }
  }

  async untilRest(): Promise<void> {
    for (let turn = 0; turn < mostTurns; turn += 1) {
      await this.one();
      if (this.#waiting === 0) return;
    }
    throw new Error('The world does not come to rest: something goes round in circles without time passing');
  }
}

/** Abort as Dexie does it after every transaction, without the stack of an error that nobody reads. */
class QuietAbort {
  readonly #listeners: (() => void)[] = [];
  readonly signal = {
    aborted: false,
    addEventListener: (_type: 'abort', listener: () => void) => void this.#listeners.push(listener),
  };

  abort(): void {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    for (const listener of this.#listeners) listener();
  }
}
