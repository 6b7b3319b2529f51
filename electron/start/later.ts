/** A value that comes later, and how it is given. */
export interface Later<T> {
  readonly value: Promise<T>;
  readonly give: (value: T) => void;
}

/** For what is asked for before it can be made. Only the first that is given counts. */
export function later<T>(): Later<T> {
  let give: (value: T) => void = () => undefined;
  const value = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { value, give };
}
