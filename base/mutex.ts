/** Queue that runs tasks one after the other, in the order of calls. A failed task does not block the next. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

/** Create an idle mutex. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const own = last.then(task);
    // Only the order matters to the next task; the caller gets the failure.
    last = own.catch(() => undefined);
    return own;
  };
}
