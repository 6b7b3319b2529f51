import fs from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { databaseReaderRole, findReaderProblem } from './database-reader.ts';
import { type ServerStore, storeEngineOf, storeFilesOf } from './open-store.ts';
import { writeRescueCopy } from './store-copy.ts';
import { StoreFilesChangedError } from './store-files.ts';

/** Health of the store, from failures of requests and from own checks. Reports to the operator on standard error. */
export class StoreHealth {
  readonly #store: ServerStore;
  readonly #nowMs: () => number;
  #met: { readonly code: StoreFailureCode; readonly atMs: number } | null = null;
  #said: { readonly code: StoreFailureCode; readonly atMs: number } | null = null;
  #look: { readonly atMs: number; readonly found: Promise<StoreFailureCode | null> } | null = null;
  #isRescued = false;

  constructor(store: ServerStore, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** Note a failure of a request. */
  recordFailure(storeFailure: StoreFailure): void {
    const { code } = storeFailure;
    const nowMs = this.#nowMs();
    this.#met = { code, atMs: nowMs };
    if (this.#said?.code === code && nowMs - this.#said.atMs < failureReportIntervalMs) return;
    this.#said = { code, atMs: nowMs };
    console.error(operatorSentenceOf(storeFailure));
    if (code === 'store-files-changed') this.#rescue();
  }

  /**
   * Return whether the files of an embedded store are still those that the server has open. Looks at names alone, so it
   * may be asked at any time.
   */
  haveFilesChanged(): boolean {
    const change = storeFilesOf(this.#store)?.findChange() ?? null;
    if (change !== null) this.recordFailure({ code: 'store-files-changed', cause: change });
    return change !== null;
  }

  /**
   * Copy the content that this process still sees into a new file, once. Where somebody deleted the log, it has the
   * newest changes alone.
   */
  #rescue(): void {
    if (this.#isRescued) return;
    this.#isRescued = true;
    void writeRescueCopy(this.#store, this.#nowMs()).then(
      ({ file, problem }) =>
        console.error(
          problem === null
            ? `store-files-changed: everything that was accepted is also in ${file}`
            : `store-files-changed: a copy of what the server still sees is in ${file}, and it is not whole (${problem})`,
        ),
      (error: unknown) =>
        console.error(
          `store-files-changed: no copy could be made (${error instanceof Error ? error.message : 'unknown'})`,
        ),
    );
  }

  /**
   * Check whether the store accepts a write now.
   * @returns the failure that prevents it, or null
   */
  async check(): Promise<StoreFailureCode | null> {
    const nowMs = this.#nowMs();
    if (this.haveFilesChanged()) return 'store-files-changed';
    const met = this.#met;
    if (met !== null && nowMs - met.atMs < failureMemoryMs) return met.code;
    if (this.#look === null || nowMs - this.#look.atMs >= healthCheckIntervalMs)
      this.#look = { atMs: nowMs, found: this.#lookNow() };
    return this.#look.found;
  }

  async #lookNow(): Promise<StoreFailureCode | null> {
    const foundStoreFailure = await withTimeLimit(healthCheckTimeoutMs, probeStoreFailure(this.#store));
    if (foundStoreFailure !== null) {
      this.recordFailure(foundStoreFailure);
      return foundStoreFailure.code;
    }
    if (this.#said !== null) console.error('the store takes writes again');
    this.#said = null;
    return null;
  }
}

/**
 * Kind of failure: the store has no room (507), cannot be reached or used (503), or another program removed or replaced
 * its files (503).
 */
export type StoreFailureCode = 'store-full' | 'store-unavailable' | 'store-files-changed';

export interface StoreFailure {
  readonly code: StoreFailureCode;
  /** Code of the driver or the system, such as `SQLITE 13`, `57P01` or `ECONNREFUSED`. It never quotes content. */
  readonly cause: string;
}

/** Failure of the store in another thread. Threads exchange messages only, which lose drivers' codes. */
export class StoreFailedError extends Error {
  readonly failure: StoreFailure;

  constructor(storeFailure: StoreFailure) {
    super(`The store failed: ${storeFailure.code} (${storeFailure.cause})`);
    this.failure = storeFailure;
  }
}

/**
 * Distinguish failures of the store from bugs.
 * @param error any thrown value
 * @returns null for an error from elsewhere
 */
export function storeFailureOf(error: unknown): StoreFailure | null {
  if (error instanceof StoreFailedError) return error.failure;
  if (error instanceof StoreFilesChangedError) return { code: 'store-files-changed', cause: error.change };
  if (!(error instanceof Error)) return null;
  return (
    sqliteFailureOf(error) ?? postgresFailureOf(error) ?? systemFailureOf(error) ?? connectionFailureOf(error)
  );
}

/**
 * Do bookkeeping that an answer does not need, such as noting a contact. A full store skips it; any other failure is
 * thrown.
 */
export async function unlessStoreFull(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (storeFailureOf(error)?.code !== 'store-full') throw error;
  }
}

// https://sqlite.org/rescode.html; the low byte is the primary code.
const sqliteFullCode = 13;
const sqliteShmSizeCode = 4_874; // IOERR_SHMSIZE: the file of the WAL's index cannot grow, mostly on a full disk
/** BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB. */
const sqliteUnavailableCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 11, 14, 15, 26]);

function sqliteFailureOf(error: Error): StoreFailure | null {
  if (!('errcode' in error) || typeof error.errcode !== 'number') return null;
  const { errcode } = error;
  const cause = `SQLITE ${errcode}`;
  const primary = errcode & 0xff;
  if (primary === sqliteFullCode || errcode === sqliteShmSizeCode) return { code: 'store-full', cause };
  return sqliteUnavailableCodes.has(primary) ? { code: 'store-unavailable', cause } : null;
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const postgresFullState = '53100';
/**
 * Connection exceptions, refused sign-ins, no such database, a read-only server, lack of resources. Also shutdown and
 * crash, errors of its system, damaged data.
 */
const postgresUnavailableStates = /^(08|28|3D000|25006|53|57P0|58|XX00[12])/;

function postgresFailureOf(error: Error): StoreFailure | null {
  const sqlState = 'code' in error && 'severity' in error ? error.code : null;
  if (typeof sqlState !== 'string') return null;
  if (sqlState === postgresFullState) return { code: 'store-full', cause: sqlState };
  return postgresUnavailableStates.test(sqlState) ? { code: 'store-unavailable', cause: sqlState } : null;
}

const systemFullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
const systemUnavailableCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EIO',
  'EROFS',
]);

/** Recognize errors of system calls only: a request that the client aborted is ECONNRESET too, but without a call. */
function systemFailureOf(error: Error): StoreFailure | null {
  // Node tries each address of a name, and collects all errors in one.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error) || !('syscall' in first) || !('code' in first)) return null;
  const { code } = first;
  if (typeof code !== 'string') return null;
  if (systemFullCodes.has(code)) return { code: 'store-full', cause: code };
  return systemUnavailableCodes.has(code) ? { code: 'store-unavailable', cause: code } : null;
}

/** Messages of `pg` and its pool for a broken or failed connection; these errors have no code. */
const brokenConnectionMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
];

const connectionFailureOf = ({ message }: Error): StoreFailure | null =>
  brokenConnectionMessages.some((known) => message.startsWith(known))
    ? { code: 'store-unavailable', cause: 'connection lost' }
    : null;

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
    if (storeEngineOf(store) === 'postgres') return await probeReaderFailure(store);
    const { rows } = await sql<{ file: string }>`pragma database_list`.execute(store);
    const file = rows[0]?.file ?? '';
    if (file === '') return null; // in memory
    const { bavail, bsize } = await fs.statfs(file);
    return bavail * bsize < minimumFreeBytes ? { code: 'store-full', cause: 'less than 1 MiB free' } : null;
  } catch (error) {
    const storeFailure = storeFailureOf(error);
    if (storeFailure === null) throw error;
    return storeFailure;
  }
}

/** Read as people do: without its rights, all pages of the console fail while the owner writes on. */
async function probeReaderFailure(store: ServerStore): Promise<StoreFailure | null> {
  const sqlState = await findReaderProblem(store);
  return sqlState === null
    ? null
    : { code: 'store-unavailable', cause: `the role ${databaseReaderRole} may not read, ${sqlState}` };
}

/** Build the operator's sentence: the failure, its consequence and the remedy. */
export function operatorSentenceOf({ code, cause }: StoreFailure): string {
  switch (code) {
    case 'store-full':
      return `the disk of the store is full (${cause}): what is written is refused with 507 store-full, and nothing is lost; make room, no restart is needed`;
    case 'store-unavailable':
      return `the store cannot be reached or used (${cause}): requests are answered with 503 store-unavailable, and nothing is lost; bring it back, no restart is needed`;
    case 'store-files-changed':
      return `another program removed or replaced a file of the store under the running server (${cause}): nothing is accepted any more (503 store-files-changed), and laptops keep their work; restart the server, and see "The files of the store changed" in docs/operating.md`;
  }
}
