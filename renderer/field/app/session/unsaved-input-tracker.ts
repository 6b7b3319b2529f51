/** What was typed anywhere in this page and is not on the disk yet: while there is any, nothing is called saved (D1). */
export interface UnsavedInputTracker {
  /** Something was typed. Returns what to call, once, when it is kept, or its fate is told elsewhere. */
  readonly begin: () => () => void;
  readonly hasAny: () => boolean;
  /** Calls back when `isAny` becomes another; returns the way to stop. */
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
