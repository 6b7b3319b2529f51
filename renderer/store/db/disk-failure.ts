import { JournalRefused } from '../journal/journal.ts';
import type { SaveFailure } from '../store-api.ts';

/** How IndexedDB, and Dexie around it, name a disk that does not take or give what it should. */
const diskErrorNames: ReadonlySet<string> = new Set([
  'QuotaExceededError',
  'AbortError',
  'UnknownError',
  'DatabaseClosedError',
  'DiskSilent',
]);

/** How they name a database that is damaged or gone, and how a row is named that is not what we wrote. */
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
  'SealBroken',
  'DatabaseReset',
  'DiskSilent',
]);

/** The database was emptied under the open store: whatever is asked of it now would be answered as if all were new. */
export class DatabaseResetError extends Error {
  override readonly name = 'DatabaseReset';
}

/** The database did not end what it was asked to do, and will not: what became of it is not known. */
export class DiskTimeoutError extends Error {
  override readonly name = 'DiskSilent';
}

/** Is it the disk's fault rather than ours? */
export const isDiskFailure = (error: unknown): boolean =>
  error instanceof JournalRefused || hasErrorName(error, diskErrorNames);

/** Is the database itself damaged or gone? Opening it again, or building it anew from the journal, may help (D2). */
export const isBrokenDatabase = (error: unknown): boolean =>
  hasErrorName(error, brokenDatabaseErrorNames) && !isDiskFull(error);

/** Are the disk or the journal full while the database is whole? Its rows can still be read. */
export const isStorageFull = (error: unknown): boolean =>
  error instanceof JournalRefused || isDiskFull(error);

/** Which kind of failure a person is told of when a write was not saved. */
export function saveFailureOf(error: unknown): SaveFailure {
  if (error instanceof JournalRefused) return error.code;
  return isDiskFull(error) ? 'full' : 'database';
}

const hasErrorName = (error: unknown, names: ReadonlySet<string>): boolean =>
  error instanceof Error &&
  (names.has(error.name) || bulkFailuresIn(error).some((failure) => hasErrorName(failure, names)));

/** Of many that were written or deleted at once Dexie tells which failed, and each of them says of what. */
const bulkFailuresIn = (error: Error): readonly unknown[] =>
  'failures' in error && Array.isArray(error.failures) ? error.failures : [];

/** Dexie tells why it ended a transaction in `inner`. */
const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'QuotaExceededError' ||
    ('inner' in error && isDiskFull(error.inner)) ||
    bulkFailuresIn(error).some(isDiskFull));
