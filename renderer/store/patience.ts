import { DiskSilent } from './disk-failure.ts';

/** Waits for a task, or gives up on it. */
export type Patience = <T>(task: Promise<T>) => Promise<T>;

/** Waits for ever: for tests, whose disks always answer. */
export const endless: Patience = (task) => task;

/**
 * Throws `DiskSilent` when a task of the database takes longer. On a full disk Chromium was seen to end a transaction
 * without telling: neither complete nor abort ever came, and everything behind it waited.
 */
export const atMost =
  (waitMs: number): Patience =>
  (task) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new DiskSilent(`No answer in ${waitMs} ms`)), waitMs);
      task.then(resolve, reject).finally(() => clearTimeout(timer));
    });
