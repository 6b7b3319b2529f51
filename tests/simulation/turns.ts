import { cloneJson } from './clone-json.ts';

/** So many turns without coming to rest are an endless loop, not work. */
const mostTurns = 200_000;

/**
 * Counts what waits in this process, so that the world knows when everything that one event set off has come to rest.
 * fake-indexeddb goes on by `setImmediate`; nothing else here waits for the machine, so the order of turns is the same in
 * each run. Also makes its cloning quick: what a store keeps is plain JSON and bytes.
 */
export class Turns {
  readonly #real = { setImmediate: globalThis.setImmediate, structuredClone: globalThis.structuredClone };
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
    Object.assign(globalThis, { setImmediate: counted, structuredClone: cloneJson });
    return turns;
  }

  /** Gives the process back its own functions. */
  uninstall(): void {
    Object.assign(globalThis, this.#real);
  }

  /** One turn of everything that waits now. */
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
