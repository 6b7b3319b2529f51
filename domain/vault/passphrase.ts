import * as z from 'zod';

/** The fewest characters of a passphrase; a generated one has five words and always more. */
const minimumPassphraseLength = 12;
/** Words of a generated passphrase: five of 2,048 are 55 bits, each try costing an Argon2id. */
export const generatedPassphraseWords = 5;

/** The text for key derivation: the same person types the same letters in another composition on another keyboard. */
export const normalizePassphrase = (typed: string): string => typed.normalize('NFKC');

/** Return whether a passphrase is long enough, in characters as people count them. */
export const isPassphraseLongEnough = (typed: string): boolean =>
  Array.from(normalizePassphrase(typed)).length >= minimumPassphraseLength &&
  new Set(normalizePassphrase(typed)).size > 3;

/** Parse the label of a vault; null when it is none. Only the label is seen before a vault is unlocked. */
export function parseVaultLabel(typed: string): string | null {
  const label = typed.trim().replace(/\s+/g, ' ');
  return label === '' || Array.from(label).length > 80 ? null : label;
}

/** Throttle after wrong passphrases: their number in a row, and the rest of the wait since `atMs`. */
export const PassphraseThrottle = z.readonly(
  z.object({ failures: z.int().nonnegative(), waitMs: z.int().nonnegative(), atMs: z.int() }),
);
export type PassphraseThrottle = z.infer<typeof PassphraseThrottle>;

const firstThrottleWaitMs = 1_000;
const maximumThrottleWaitMs = 15 * 60_000;

/** Longest wait at the kiosk: a participant's wrong tries must not shut out the trainer. */
export const longestKioskWaitMs = 30_000;

/** Throttle before any try. */
export const noThrottle: PassphraseThrottle = { failures: 0, waitMs: 0, atMs: 0 };

/** Wait after wrong passphrases in a row, in milliseconds: 1 s, doubling, at most 15 minutes. */
export const throttleWaitMs = (failures: number): number =>
  failures < 1 ? 0 : Math.min(firstThrottleWaitMs * 2 ** Math.min(failures - 1, 30), maximumThrottleWaitMs);

/**
 * The same throttle at another time. Only time that passed forward counts: a clock that was turned back shortens
 * nothing. The wait continues from there, so a wrong clock locks nobody out for years.
 */
export function throttleAtTime(
  { failures, waitMs, atMs }: PassphraseThrottle,
  nowMs: number,
): PassphraseThrottle {
  const passedMs = Math.max(0, nowMs - atMs);
  return { failures, waitMs: Math.max(0, waitMs - passedMs), atMs: nowMs };
}

/** Throttle after one more try, which may be wrong. */
export function throttleAfterTry(
  { failures }: PassphraseThrottle,
  nowMs: number,
  longestMs = maximumThrottleWaitMs,
): PassphraseThrottle {
  const waitMs = Math.min(throttleWaitMs(failures + 1), longestMs);
  return { failures: failures + 1, waitMs, atMs: nowMs };
}

/**
 * Bounds of the number of wrong passphrases in a row after which a vault erases itself. A programme sets it. Ten cost
 * more than eight minutes of waiting, so nobody loses fieldwork by mistyping a few times. Beyond a hundred, which
 * take a day, the waits alone protect as well.
 */
export const eraseAfterBounds = { least: 10, most: 100 } as const;
export const EraseAfter = z.int().min(eraseAfterBounds.least).max(eraseAfterBounds.most);
export type EraseAfter = z.infer<typeof EraseAfter>;

/** Record beside a locked vault: the limit, and the wrong passphrases since the vault was last open. */
export const WrongPassphrases = z.readonly(
  z
    .object({ eraseAfter: EraseAfter, wrong: z.int().nonnegative() })
    .refine(({ eraseAfter, wrong }) => wrong < eraseAfter),
);
export type WrongPassphrases = z.infer<typeof WrongPassphrases>;

/** Number of further wrong passphrases until the vault erases itself. */
export const passphraseTriesLeft = ({ eraseAfter, wrong }: WrongPassphrases): number => eraseAfter - wrong;

/** Return whether so few tries are left that the person is warned. */
export const areFewTriesLeft = (left: number): boolean => left <= 5;

/**
 * Combine several limits, null being never: the one that erases least counts, for an erasure is final. Never where
 * one of them is null or none is given, otherwise the highest number.
 */
export function leastErasingLimit(said: readonly (EraseAfter | null)[]): EraseAfter | null {
  const numbers = said.filter((one) => one !== null);
  return numbers.length === 0 || numbers.length < said.length ? null : Math.max(...numbers);
}
