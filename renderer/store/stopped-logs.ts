import type { LogId } from '#domain/ids.ts';
import { recheckMs } from '#sync/client/sync-machine.ts';

/**
 * Logs whose packs headquarters does not take from us (a fork, no access any more). Each stops by itself while all
 * others go on, and is tried again when the person asks and every five minutes.
 */
export class StoppedLogs {
  readonly #stopped = new Map<LogId, { readonly code: string; readonly atMs: number }>();

  stop(logs: ReadonlyMap<LogId, string>, nowMs: number): void {
    for (const [log, code] of logs) this.#stopped.set(log, { code, atMs: nowMs });
  }

  tryAllAgain(): void {
    this.#stopped.clear();
  }

  /** Those that are not to be tried now. */
  at(nowMs: number): ReadonlySet<LogId> {
    // Either way: the clock may have been set back.
    for (const [log, { atMs }] of this.#stopped)
      if (Math.abs(nowMs - atMs) >= recheckMs) this.#stopped.delete(log);
    return new Set(this.#stopped.keys());
  }

  /** Why the first of them stopped; null when all logs go on. */
  get code(): string | null {
    const [first] = this.#stopped.values();
    return first?.code ?? null;
  }
}
