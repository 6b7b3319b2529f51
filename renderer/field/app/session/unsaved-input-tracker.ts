/**
 * Typing anywhere in this page that is not on the disk yet. While there is any, nothing is called saved (D1).
 */
export interface UnsavedInputTracker {
  /**
   * Report typing. Returns the callback for the moment when it is kept, or its problem is shown elsewhere.
   */
  readonly begin: () => () => void;
  readonly hasAny: () => boolean;
  /** Call back when `isAny` changes; returns a function that stops it. */
  readonly onChange: (react: () => void) => () => void;
}

/** One per page. */
export function createUnsavedInputTracker(): UnsavedInputTracker {
  const open = new Set<object>();
  const reactions = new Set<() => void>();
  const change = (act: () => void): void => {
    const before = open.size > 0;
    act();
    if (before !== open.size > 0) for (const react of reactions) react();
  };
  return {
    begin: () => {
      const one = {};
      change(() => void open.add(one));
      return () => change(() => void open.delete(one));
    },
    hasAny: () => open.size > 0,
    onChange: (react) => {
      reactions.add(react);
      return () => reactions.delete(react);
    },
  };
}
