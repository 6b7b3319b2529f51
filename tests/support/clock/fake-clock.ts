import type { AlarmTimer } from '#sync/client/ports.ts';

/** A clock that moves only by the test, with its alarms. */
export class FakeClock implements AlarmTimer {
  #nowMs: number;
  readonly #alarms = new Set<{ readonly atMs: number; readonly ring: () => void }>();

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  readonly now = (): number => this.#nowMs;

  /** When the next alarm rings; null when none is set. */
  get nextMs(): number | null {
    const times = [...this.#alarms].map(({ atMs }) => atMs);
    return times.length === 0 ? null : Math.min(...times);
  }

  at(atMs: number, ring: () => void): () => void {
    const alarm = { atMs, ring };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** Move on and fire the due alarms, in order. */
  advance(ms: number): void {
    this.#nowMs += ms;
    const due = [...this.#alarms].filter(({ atMs }) => atMs <= this.#nowMs).sort((a, b) => a.atMs - b.atMs);
    for (const alarm of due) if (this.#alarms.delete(alarm)) alarm.ring();
  }
}
