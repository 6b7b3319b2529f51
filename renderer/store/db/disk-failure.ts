import type { SaveFailure } from '../api/status-api.ts';

/** Error names of IndexedDB and Dexie for a disk that fails to write or read. */
const diskErrorNames: ReadonlySet<string> = new Set([
  'QuotaExceededError',
  'AbortError',
  'UnknownError',
  'DatabaseClosedError',
  'DiskTimeoutError',
]);

/** Error names for a database that is damaged or gone, and for a row that we did not write. */
const brokenDatabaseErrorNames: ReadonlySet<string> = new Set([
  'UnknownError',
  // Chromium closes a database when it meets damage in it, and aborts all that is asked of it then.
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'NotFoundError',
  'NotReadableError',
  'DataError',
  'ZodError',
  'DecryptionError',
  'DatabaseResetError',
  'DiskTimeoutError',
]);

/** The database was emptied under the open store: every answer from it would now look like a fresh start. */
export class DatabaseResetError extends Error {
  override readonly name = 'DatabaseResetError';
}

/**
 * IndexedDB answers nothing to this worker any more, though the disk has room. After damage Chromium sometimes forgets
 * the worker that met it, for good, while the page gets answers at once (docs/decisions/0002-indexeddb-engine.md).
 */
export class SilentDatabaseError extends Error {
  override readonly name = 'SilentDatabaseError';
}

/** Reason that the journal refused a write or read. A write fails as a whole, and its numbers are free for the next. */
export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
  readonly code: 'full' | 'failed';

  constructor(code: 'full' | 'failed', why: string) {
    super(why);
    this.code = code;
  }
}

/** True for a failure of the disk, not a bug of ours. */
export const isDiskFailure = (error: unknown): boolean =>
  error instanceof JournalRefused || hasErrorName(error, diskErrorNames);

/**
 * True when the database itself is damaged or gone. Opening it again, or rebuilding it from the journal, may help (D2).
 */
export const isBrokenDatabase = (error: unknown): boolean =>
  hasErrorName(error, brokenDatabaseErrorNames) && !isDiskFull(error);

/** Are the disk or the journal full while the database is whole? Its rows can still be read. */
export const isStorageFull = (error: unknown): boolean =>
  error instanceof JournalRefused || isDiskFull(error);

/** Kind of failure to show a person when a write was not saved. */
export function saveFailureOf(error: unknown): SaveFailure {
  if (error instanceof JournalRefused) return error.code;
  return isDiskFull(error) ? 'full' : 'database';
}

const hasErrorName = (error: unknown, names: ReadonlySet<string>): boolean =>
  error instanceof Error &&
  (names.has(error.name) || bulkFailuresIn(error).some((failure) => hasErrorName(failure, names)));

/** Failures of a bulk write or deletion: Dexie names the failed rows, each with its error. */
const bulkFailuresIn = (error: Error): readonly unknown[] =>
  'failures' in error && Array.isArray(error.failures) ? error.failures : [];

/** Dexie gives the reason of an aborted transaction in `inner`. */
const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'QuotaExceededError' ||
    ('inner' in error && isDiskFull(error.inner)) ||
    bulkFailuresIn(error).some(isDiskFull));
