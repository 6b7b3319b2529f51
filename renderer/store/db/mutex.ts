/** Runs tasks one after the other, in the order of asking. A task that fails does not hold up the next. */
export type Mutex = <T>(task: () => Promise<T>) => Promise<T>;

export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task);
    // Only the order matters to the next task; whoever asked gets the failure.
    last = mine.catch(() => undefined);
    return mine;
  };
}
