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
