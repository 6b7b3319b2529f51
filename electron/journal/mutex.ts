/** Runs tasks one after the other in the order in which they came; a task that fails does not stop the next. */
export function createMutex(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task);
    last = mine.catch(() => undefined); // whoever asked for it is told
    return mine;
  };
}
