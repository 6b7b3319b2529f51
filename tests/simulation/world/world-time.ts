import type { Random } from '#tests/support/random/random.ts';
import type { Trace } from './trace.ts';
import type { Turns } from './turns.ts';

interface Appointment {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** The true time of a simulated world and its schedule. Only events move it. */
export class WorldTime {
  #nowMs: number;
  #order = 0;
  readonly #startMs: number;
  readonly #queue: Appointment[] = [];
  readonly #turns: Turns;
  readonly #random: Random;
  readonly #trace: Trace;

  constructor(
    startMs: number,
    parts: { readonly turns: Turns; readonly random: Random; readonly trace: Trace },
  ) {
    this.#nowMs = startMs;
    this.#startMs = startMs;
    this.#turns = parts.turns;
    this.#random = parts.random;
    this.#trace = parts.trace;
  }

  readonly now = (): number => this.#nowMs;

  after(waitMs: number, run: () => void): () => void {
    const appointment = { atMs: this.#nowMs + Math.max(0, waitMs), order: (this.#order += 1), run };
    let at = this.#queue.findIndex((otherAppointment) => isBefore(appointment, otherAppointment));
    if (at < 0) at = this.#queue.length;
    this.#queue.splice(at, 0, appointment);
    return () => {
      const found = this.#queue.indexOf(appointment);
      if (found >= 0) this.#queue.splice(found, 1);
    };
  }

  wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(waitMs, resolve);
    });
  }

  /**
   * Let everything happen up to a time. Mostly an event comes to rest before the next one; now and then the next one
   * meets it half done.
   */
  async runFor(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await this.#turns.untilRest();
    for (;;) {
      const [nextAppointment] = this.#queue;
      if (nextAppointment === undefined || nextAppointment.atMs > endMs) {
        if (await this.#restsNow()) break;
        continue;
      }
      this.#queue.shift();
      this.#nowMs = Math.max(this.#nowMs, nextAppointment.atMs);
      nextAppointment.run();
      if (this.#random.chance(0.7)) await this.#turns.untilRest();
      else await this.#turns.some(this.#random.between(0, 25));
    }
    this.#nowMs = endMs;
  }

  /** Did coming to rest bring no new appointment? */
  async #restsNow(): Promise<boolean> {
    const before = this.#order;
    await this.#turns.untilRest();
    return this.#order === before;
  }

  say(who: string, what: string): void {
    this.#trace.say(`${((this.#nowMs - this.#startMs) / 1_000).toFixed(3)} ${who} ${what}`);
  }
}

const isBefore = (a: Appointment, b: Appointment): boolean =>
  a.atMs === b.atMs ? a.order < b.order : a.atMs < b.atMs;
