/** Promise with the function that resolves it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** Create a value that can be awaited before it exists. Only the first resolution counts. */
export function createDeferred<T>(): Deferred<T> {
  let give: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise: value, resolve: give };
}
