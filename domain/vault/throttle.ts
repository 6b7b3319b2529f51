import * as z from 'zod';

/** What is kept about wrong passphrases: how many in a row, and how long is still to wait since `atMs`. */
export const Throttle = z.readonly(
  z.object({ failures: z.int().nonnegative(), waitMs: z.int().nonnegative(), atMs: z.int() }),
);
export type Throttle = z.infer<typeof Throttle>;

const firstWaitMs = 1_000;
const longestWaitMs = 15 * 60_000;

/** Before anything was tried. */
export const noThrottle: Throttle = { failures: 0, waitMs: 0, atMs: 0 };

/** How long one waits after so many wrong passphrases in a row: 1 s, doubling, at most 15 minutes (security.md 2). */
export const waitAfterMs = (failures: number): number =>
  failures < 1 ? 0 : Math.min(firstWaitMs * 2 ** Math.min(failures - 1, 30), longestWaitMs);

/**
 * The same wait, told at another time. Only time that passed forward counts: a clock that was turned back takes nothing
 * off, and the wait goes on from there, so that a wrong clock neither shortens it nor locks anybody out for years.
 */
export function throttleAt({ failures, waitMs, atMs }: Throttle, nowMs: number): Throttle {
  const passedMs = Math.max(0, nowMs - atMs);
  return { failures, waitMs: Math.max(0, waitMs - passedMs), atMs: nowMs };
}

/** After one more try that is not known to be right. */
export function throttleAfterTry({ failures }: Throttle, nowMs: number): Throttle {
  return { failures: failures + 1, waitMs: waitAfterMs(failures + 1), atMs: nowMs };
}
