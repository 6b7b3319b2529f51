/** Kind of failure: the store has no room (507), or cannot be reached or used (503). */
export type StoreFailureCode = 'store-full' | 'store-unavailable';

export interface StoreFailure {
  readonly code: StoreFailureCode;
  /** Code of the driver or the system, such as `SQLITE 13`, `57P01` or `ECONNREFUSED`. It never quotes content. */
  readonly cause: string;
}

/** Failure of the store in another thread. Threads exchange messages only, which lose drivers' codes. */
export class StoreFailedError extends Error {
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure) {
    super(`The store failed: ${failure.code} (${failure.cause})`);
    this.failure = failure;
  }
}

/**
 * Distinguish failures of the store from bugs.
 * @param error any thrown value
 * @returns null for an error from elsewhere
 */
export function storeFailureOf(error: unknown): StoreFailure | null {
  if (error instanceof StoreFailedError) return error.failure;
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
