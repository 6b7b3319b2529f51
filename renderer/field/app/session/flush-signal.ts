import type { Host } from '#renderer/host/host-contract.ts';

/** Signal to fields to save: from the shell (the window closes) and when the page is hidden. */
export interface FlushSignal {
  /** A closing window waits for the promise. Returns a function that stops it. */
  readonly onFlush: (flush: () => Promise<void>) => () => void;
}

/** Made once by main; listens for as long as the page lives. */
export function createFlushSignal(host: Host, page: Document): FlushSignal {
  const flushes = new Set<() => Promise<void>>();
  const flushAll = async (): Promise<void> => {
    await Promise.all([...flushes].map((flush) => flush()));
  };
  host.on('window.flush', flushAll);
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') void flushAll();
  });
  return {
    onFlush: (flush) => {
      flushes.add(flush);
      return () => flushes.delete(flush);
    },
  };
}

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
