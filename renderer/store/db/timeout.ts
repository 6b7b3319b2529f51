import { DiskTimeoutError } from './disk-failure.ts';
import type { AlarmTimer } from '#sync/client/ports.ts';

/** The alarm of the machine that this runs on. After a sleep it rings late, never early. */
export const systemAlarm: AlarmTimer = {
  at(atMs, ring) {
    const timer = setTimeout(ring, Math.max(0, atMs - Date.now()));
    return () => clearTimeout(timer);
  },
};

/** Waits for a task, or gives up on it. */
export type Timeout = <T>(task: Promise<T>) => Promise<T>;

/** Waits for ever: for tests, whose disks always answer. */
export const noTimeout: Timeout = (task) => task;

/**
 * Throws `DiskTimeoutError` when a task of the database takes longer. On a full disk Chromium was seen to end a transaction
 * without telling: neither complete nor abort ever came, and everything behind it waited.
 */
export const timeoutAfter =
  (waitMs: number): Timeout =>
  (task) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new DiskTimeoutError(`No answer in ${waitMs} ms`)), waitMs);
      task.then(resolve, reject).finally(() => clearTimeout(timer));
    });
