interface BudgetAccount {
  left: number;
  atMs: number;
}

/**
 * Budget of each owner, a device or a person, for something that it uses: a token bucket that fills up within a period.
 * An owner may use more while something is left; its excess delays the next use.
 */
export class UsageBudget<Owner extends string> {
  readonly #amount: number;
  readonly #periodMs: number;
  readonly #accounts = new Map<Owner, BudgetAccount>();

  /**
   * @param amount of one owner and period, such as milliseconds of a processor or bytes
   * @param periodMs time in which an empty budget fills up
   */
  constructor(amount: number, periodMs: number) {
    this.#amount = amount;
    this.#periodMs = periodMs;
  }

  /** Subtract from an owner's budget. */
  spend(owner: Owner, cost: number, nowMs: number): void {
    this.#forgetFull(nowMs);
    const left = this.#left(owner, nowMs) - cost;
    this.#accounts.delete(owner); // to the end, so that the longest untouched come first
    this.#accounts.set(owner, { left, atMs: nowMs });
  }

  /** Return the seconds until an owner may go on, with a tenth of its budget; 0: now. */
  waitSeconds(owner: Owner, nowMs: number): number {
    const left = this.#left(owner, nowMs);
    if (left > 0) return 0;
    return Math.ceil(((this.#amount / 10 - left) * this.#periodMs) / this.#amount / 1_000);
  }

  /** Return the owners that have to wait now. */
  waiting(nowMs: number): readonly Owner[] {
    return [...this.#accounts.keys()].filter((owner) => this.waitSeconds(owner, nowMs) > 0);
  }

  #left(owner: Owner, nowMs: number): number {
    const budgetAccount = this.#accounts.get(owner);
    if (budgetAccount === undefined) return this.#amount;
    // A clock that was set back adds nothing.
    const gained = (Math.max(0, nowMs - budgetAccount.atMs) * this.#amount) / this.#periodMs;
    return Math.min(this.#amount, budgetAccount.left + gained);
  }

  /** Delete accounts with a full budget. */
  #forgetFull(nowMs: number): void {
    for (const owner of this.#accounts.keys()) {
      if (this.#left(owner, nowMs) < this.#amount) return;
      this.#accounts.delete(owner);
    }
  }
}
