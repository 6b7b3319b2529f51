import fs from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { storeEngineOf, type ServerStore } from './open-store.ts';
import { type StoreFailure, type StoreFailureCode, storeFailureOf } from './store-failure.ts';

/** Interval of checks. Anybody may ask whether the server is ready, so all within this time share one check. */
const healthCheckIntervalMs = 5_000;
/**
 * Time for which a failure of a request counts. On a full disk SQLite's log may still have room for a check's small
 * write.
 */
const failureMemoryMs = 10_000;
/** Timeout of a check: PostgreSQL may not answer at all. */
const healthCheckTimeoutMs = 3_000;
/** Interval of reports to the operator while a failure lasts. */
const failureReportIntervalMs = 60_000;
/** With less free space the embedded store soon refuses laptops' packs. */
const minimumFreeBytes = 1024 * 1024;

/** Health of the store, from failures of requests and from own checks. Reports to the operator on standard error. */
export class StoreHealth {
  readonly #store: ServerStore;
  readonly #nowMs: () => number;
  #met: { readonly code: StoreFailureCode; readonly atMs: number } | null = null;
  #said: { readonly code: StoreFailureCode; readonly atMs: number } | null = null;
  #look: { readonly atMs: number; readonly found: Promise<StoreFailureCode | null> } | null = null;

  constructor(store: ServerStore, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** Note a failure of a request. */
  recordFailure(failure: StoreFailure): void {
    const { code } = failure;
    const nowMs = this.#nowMs();
    this.#met = { code, atMs: nowMs };
    if (this.#said?.code === code && nowMs - this.#said.atMs < failureReportIntervalMs) return;
    this.#said = { code, atMs: nowMs };
    console.error(operatorSentenceOf(failure));
  }

  /**
   * Check whether the store accepts a write now.
   * @returns the failure that prevents it, or null
   */
  async check(): Promise<StoreFailureCode | null> {
    const nowMs = this.#nowMs();
    const met = this.#met;
    if (met !== null && nowMs - met.atMs < failureMemoryMs) return met.code;
    if (this.#look === null || nowMs - this.#look.atMs >= healthCheckIntervalMs)
      this.#look = { atMs: nowMs, found: this.#lookNow() };
    return this.#look.found;
  }

  async #lookNow(): Promise<StoreFailureCode | null> {
    const found = await withTimeLimit(healthCheckTimeoutMs, probeStoreFailure(this.#store));
    if (found !== null) {
      this.recordFailure(found);
      return found.code;
    }
    if (this.#said !== null) console.error('the store takes writes again');
    this.#said = null;
    return null;
  }
}

async function withTimeLimit(ms: number, look: Promise<StoreFailure | null>): Promise<StoreFailure | null> {
  const stop = new AbortController();
  const late: StoreFailure = { code: 'store-unavailable', cause: `no answer within ${ms} ms` };
  try {
    return await Promise.race([look, setTimeout(ms, late, { signal: stop.signal })]);
  } finally {
    stop.abort();
  }
}

async function probeStoreFailure(store: ServerStore): Promise<StoreFailure | null> {
  try {
    // Changes nothing, but the store has to commit it.
    await sql`update server set public_key = public_key where id = 'server'`.execute(store);
    if (storeEngineOf(store) === 'postgres') return null;
    const { rows } = await sql<{ file: string }>`pragma database_list`.execute(store);
    const file = rows[0]?.file ?? '';
    if (file === '') return null; // in memory
    const { bavail, bsize } = await fs.statfs(file);
    return bavail * bsize < minimumFreeBytes ? { code: 'store-full', cause: 'less than 1 MiB free' } : null;
  } catch (error) {
    const failure = storeFailureOf(error);
    if (failure === null) throw error;
    return failure;
  }
}

/** Build the operator's sentence: the failure, its consequence and the remedy. */
export function operatorSentenceOf({ code, cause }: StoreFailure): string {
  switch (code) {
    case 'store-full':
      return `the disk of the store is full (${cause}): what is written is refused with 507 store-full, and nothing is lost; make room, no restart is needed`;
    case 'store-unavailable':
      return `the store cannot be reached or used (${cause}): requests are answered with 503 store-unavailable, and nothing is lost; bring it back, no restart is needed`;
  }
}
