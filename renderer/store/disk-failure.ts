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
