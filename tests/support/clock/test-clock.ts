import type { AlarmTimer } from '#sync/client/ports.ts';

/** The one clock of tests, with its alarms. It stands still, or follows another clock, until a test moves it. */
export class TestClock implements AlarmTimer {
  readonly #followedMs: () => number;
  #aheadMs = 0;
  readonly #alarms = new Set<{ readonly atMs: number; readonly ring: () => void }>();

  /** @param start the time at which it stands, in milliseconds, or the clock that it follows */
  constructor(start: number | (() => number)) {
    this.#followedMs = typeof start === 'number' ? () => start : start;
  }

  readonly now = (): number => this.#followedMs() + this.#aheadMs;

  get nowMs(): number {
    return this.now();
  }

  set nowMs(ms: number) {
    this.aheadMs = ms - this.#followedMs();
  }

  /** Milliseconds by which a test has moved it. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Move, and fire the due alarms in order. */
  set aheadMs(ms: number) {
    this.#aheadMs = ms;
    const nowMs = this.now();
    const due = [...this.#alarms].filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
    for (const alarm of due) if (this.#alarms.delete(alarm)) alarm.ring();
  }

  advance(ms: number): void {
    this.aheadMs += ms;
  }

  /** Time of the next alarm; null when none is set. */
  get nextMs(): number | null {
    const times = [...this.#alarms].map(({ atMs }) => atMs);
    return times.length === 0 ? null : Math.min(...times);
  }

  at(atMs: number, ring: () => void): () => void {
    const alarm = { atMs, ring };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }
}
