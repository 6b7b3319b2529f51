import { setTimeout } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** Time for which statements wait while another program has the write lock of the embedded store; then 503. */
const busyPatienceMs = 10_000;
const busyRetryMs = 25;
/** SQLITE_BUSY, and the same during another program's recovery of the log. Both come before a statement did anything. */
const busyCodes: ReadonlySet<number> = new Set([5, 261]);

/**
 * Connection to the embedded store that waits for another program's lock without blocking the thread, unlike SQLite's own
 * wait. Once the lock has lasted for the whole patience, further statements fail at once until one succeeds.
 */
export class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  #busySinceMs: number | null = null;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    for (;;) {
      try {
        const result = await this.#connection.executeQuery<R>(query);
        if (!readingStatement.test(query.sql)) this.#busySinceMs = null;
        return result;
      } catch (error) {
        if (!isBusy(error)) throw error;
        const nowMs = performance.now();
        this.#busySinceMs ??= nowMs;
        if (nowMs - this.#busySinceMs >= busyPatienceMs) throw error;
      }
      await setTimeout(busyRetryMs);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** Readers do not wait for the writer, so their success says nothing about its lock. */
const readingStatement = /^\s*select\b/i;

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  const { errcode } = error;
  return typeof errcode === 'number' && busyCodes.has(errcode);
}
