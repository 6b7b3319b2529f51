/**
 * Counts failed tries with codes per address: five a minute, then a wait. Only failures count, so that a team that
 * enrols together behind one address is not held up. Per process; the tries of each code are counted in the store.
 */
export class FailureLimit {
  readonly #failuresByAddress = new Map<string, number[]>();

  /** May this address try once more? */
  allows(address: string, nowMs: number): boolean {
    return this.#recent(address, nowMs).length < failuresAMinute;
  }

  note(address: string, nowMs: number): void {
    this.#failuresByAddress.set(address, [...this.#recent(address, nowMs), nowMs]);
    if (this.#failuresByAddress.size > largestMemory) this.#forgetOld(nowMs);
  }

  #recent(address: string, nowMs: number): readonly number[] {
    return (this.#failuresByAddress.get(address) ?? []).filter((atMs) => atMs > nowMs - minuteMs);
  }

  #forgetOld(nowMs: number): void {
    for (const address of this.#failuresByAddress.keys())
      if (this.#recent(address, nowMs).length === 0) this.#failuresByAddress.delete(address);
  }
}

const failuresAMinute = 5;
const minuteMs = 60_000;
const largestMemory = 10_000;
