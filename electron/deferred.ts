/** A value that comes later, and how it is given. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** For what is asked for before it can be made. Only the first that is given counts. */
export function createDeferred<T>(): Deferred<T> {
  let give: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise: value, resolve: give };
}
