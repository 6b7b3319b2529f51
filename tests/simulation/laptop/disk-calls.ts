/** Failure of a disk call: for want of room, or for no reason that a program can know. */
export type CallFailure = 'full' | 'failed';

/**
 * Counter of the calls of a laptop's disk, of its journal and its database alike, so that a fault can meet any of them.
 */
export class DiskCalls {
  /** Called at each disk call. */
  onEach: () => void = () => undefined;
  #callsLeft = 0;
  #act: (() => CallFailure | null) | null = null;

  /** A process begins: no act is planned at any call. */
  begin(): void {
    this.onEach = () => undefined;
    this.#act = null;
  }

  /** Run an act at the n-th call from now on, once; the call then fails as the act says, or not. */
  at(n: number, act: () => CallFailure | null): void {
    this.#callsLeft = n;
    this.#act = act;
  }

  /** One call; returns its failure, if any. */
  onCall(): CallFailure | null {
    this.onEach();
    const act = this.#act;
    if (act === null) return null;
    this.#callsLeft -= 1;
    if (this.#callsLeft > 0) return null;
    this.#act = null;
    return act();
  }
}
