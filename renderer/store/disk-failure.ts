import { JournalRefused } from './journal.ts';
import type { SaveFailure } from './store-api.ts';

/** How IndexedDB, and Dexie around it, name a disk that does not take or give what it should. */
const diskFailures: ReadonlySet<string> = new Set([
  'QuotaExceededError',
  'AbortError',
  'UnknownError',
  'DatabaseClosedError',
]);

/** Is it the disk's fault rather than ours? */
export const isDiskFailure = (error: unknown): boolean =>
  error instanceof Error && diskFailures.has(error.name);

/** Which kind of failure a person is told of when a write was not saved. */
export function saveFailureOf(error: unknown): SaveFailure {
  if (error instanceof JournalRefused) return error.code;
  return isFull(error) ? 'full' : 'database';
}

/** Dexie tells why it ended a transaction in `inner`. */
const isFull = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'QuotaExceededError' || ('inner' in error && isFull(error.inner)));
