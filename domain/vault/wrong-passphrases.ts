import * as z from 'zod';

/** What is kept about wrong passphrases: how many in a row, and how long is still to wait since `atMs`. */
export const PassphraseThrottle = z.readonly(
  z.object({ failures: z.int().nonnegative(), waitMs: z.int().nonnegative(), atMs: z.int() }),
);
export type PassphraseThrottle = z.infer<typeof PassphraseThrottle>;

const firstThrottleWaitMs = 1_000;
const maximumThrottleWaitMs = 15 * 60_000;

/** Before anything was tried. */
export const noThrottle: PassphraseThrottle = { failures: 0, waitMs: 0, atMs: 0 };

/** How long one waits after so many wrong passphrases in a row: 1 s, doubling, at most 15 minutes (security.md 2). */
export const throttleWaitMs = (failures: number): number =>
  failures < 1 ? 0 : Math.min(firstThrottleWaitMs * 2 ** Math.min(failures - 1, 30), maximumThrottleWaitMs);

/**
 * The same wait, told at another time. Only time that passed forward counts: a clock that was turned back takes nothing
 * off, and the wait goes on from there, so that a wrong clock neither shortens it nor locks anybody out for years.
 */
export function throttleAtTime(
  { failures, waitMs, atMs }: PassphraseThrottle,
  nowMs: number,
): PassphraseThrottle {
  const passedMs = Math.max(0, nowMs - atMs);
  return { failures, waitMs: Math.max(0, waitMs - passedMs), atMs: nowMs };
}

/** After one more try that is not known to be right. */
export function throttleAfterTry({ failures }: PassphraseThrottle, nowMs: number): PassphraseThrottle {
  return { failures: failures + 1, waitMs: throttleWaitMs(failures + 1), atMs: nowMs };
}

/**
 * After so many wrong passphrases in a row a vault erases itself, where its programme wants that (security.md 2). Ten cost
 * more than eight minutes of waiting, so nobody loses fieldwork by mistyping a few times; beyond a hundred, which take a
 * day, the waits alone do as much.
 */
export const eraseAfterBounds = { least: 10, most: 100 } as const;
export const EraseAfter = z.int().min(eraseAfterBounds.least).max(eraseAfterBounds.most);
export type EraseAfter = z.infer<typeof EraseAfter>;

/** What is kept of it beside a locked vault: the number, and how many were wrong since the vault was last open. */
export const WrongPassphrases = z.readonly(
  z
    .object({ eraseAfter: EraseAfter, wrong: z.int().nonnegative() })
    .refine(({ eraseAfter, wrong }) => wrong < eraseAfter),
);
export type WrongPassphrases = z.infer<typeof WrongPassphrases>;

/** How many more may be wrong: with the last of them the vault erases itself. */
export const passphraseTriesLeft = ({ eraseAfter, wrong }: WrongPassphrases): number => eraseAfter - wrong;

/** So few that the person is warned of them. */
export const areFewTriesLeft = (left: number): boolean => left <= 5;

/**
 * What counts where several are said, null being never: what erases least, for what is erased is gone. That is never
 * where one of them says so, or nobody says anything, and otherwise the highest number.
 */
export function leastErasingLimit(said: readonly (EraseAfter | null)[]): EraseAfter | null {
  const numbers = said.filter((one) => one !== null);
  return numbers.length === 0 || numbers.length < said.length ? null : Math.max(...numbers);
}
