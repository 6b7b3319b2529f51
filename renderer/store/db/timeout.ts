import { DiskTimeoutError } from './disk-failure.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';

/** Timer of this machine. After a sleep it rings late, never early. */
export const systemAlarm: AlarmTimer = {
  at(atMs, ring) {
    const timer = setTimeout(ring, Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  },
};

/** Limit on the time of a task. */
export type Timeout = <T>(task: Promise<T>) => Promise<T>;

/** Wait without a limit: for tests with disks that always answer. */
export const noTimeout: Timeout = (task) => task;

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
