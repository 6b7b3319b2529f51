import type { DeviceId } from '#domain/ids.ts';

const minuteMs = 60_000;

interface Account {
  leftMs: number;
  atMs: number;
}

/**
 * The processor time that judging one device's packs may take: a token bucket that holds the budget of a minute and fills
 * up within one. A pack is judged while something is left; what it takes beyond that has to be waited for.
 */
export class CpuBudget {
  readonly #perMinuteMs: number;
  readonly #accounts = new Map<DeviceId, Account>();

  /** `perMinuteMs`: milliseconds of a processor per device and minute. */
  constructor(perMinuteMs: number) {
    this.#perMinuteMs = perMinuteMs;
  }

  /** Notes what a pack of a device took. */
  spend(device: DeviceId, costMs: number, nowMs: number): void {
    this.#forgetFull(nowMs);
    const leftMs = this.#left(device, nowMs) - costMs;
    this.#accounts.delete(device); // to the end, so that the longest untouched come first
    this.#accounts.set(device, { leftMs, atMs: nowMs });
  }

  /** Seconds until a device may bring packs again, with a tenth of its budget; 0: now. */
  waitSeconds(device: DeviceId, nowMs: number): number {
    const leftMs = this.#left(device, nowMs);
    if (leftMs > 0) return 0;
    return Math.ceil((this.#perMinuteMs / 10 - leftMs) / (this.#perMinuteMs / 60));
  }

  #left(device: DeviceId, nowMs: number): number {
    const account = this.#accounts.get(device);
    if (account === undefined) return this.#perMinuteMs;
    // A clock that was set back gives nothing.
    const gainedMs = (Math.max(0, nowMs - account.atMs) * this.#perMinuteMs) / minuteMs;
    return Math.min(this.#perMinuteMs, account.leftMs + gainedMs);
  }

  /** Devices that could spend all of it again need no account. */
  #forgetFull(nowMs: number): void {
    for (const device of this.#accounts.keys()) {
      if (this.#left(device, nowMs) < this.#perMinuteMs) return;
      this.#accounts.delete(device);
    }
  }
}
