/** The database did not finish a task, and will not: whether it took effect is unknown. */
export class DiskTimeoutError extends Error {
  override readonly name = 'DiskTimeoutError';
}

/** Limit on the time of a task. */
export type Timeout = <T>(task: Promise<T>) => Promise<T>;

/** Wait without a limit: for tests with disks that always answer. */
const noTimeout: Timeout = (task) => task;

/** Limits on the time of a database, by what is asked of it. */
export interface DatabaseTimeouts {
  /** One task of the open database. */
  readonly task: Timeout;
  /** The first opening, and the comparison with the journal after a later one. */
  readonly open: Timeout;
  /** A later opening, and the deletion. */
  readonly reopen: Timeout;
}

export const noTimeouts: DatabaseTimeouts = { task: noTimeout, open: noTimeout, reopen: noTimeout };

/**
 * Throw `DiskTimeoutError` when a task of the database takes longer. Reason: on a full disk Chromium ended a
 * transaction silently. Neither complete nor abort ever came, and everything behind it waited.
 */
export const timeoutAfter =
  (waitMs: number): Timeout =>
  (task) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new DiskTimeoutError(`No answer in ${waitMs} ms`)), waitMs);
      task.then(resolve, reject).finally(() => clearTimeout(timer));
    });
