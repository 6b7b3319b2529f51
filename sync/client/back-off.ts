const shortestWaitMs = 2_000;
/** Longest wait after a failure, in milliseconds. */
export const longestWaitMs = 5 * 60_000;
/** The share of a wait that chance may take off, so that devices that failed together do not return together. */
const jitter = 0.25;

/** How long to wait after so many failures in a row (sync.md 8): doubles from 2 s to 5 min. `chance` in [0, 1). */
export function waitMs(failures: number, chance: number): number {
  const full = Math.min(shortestWaitMs * 2 ** (failures - 1), longestWaitMs);
  return Math.round(full * (1 - jitter * chance));
}
