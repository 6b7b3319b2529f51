import * as z from 'zod';

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
export const triesLeft = ({ eraseAfter, wrong }: WrongPassphrases): number => eraseAfter - wrong;

/** So few that the person is warned of them. */
export const areFew = (left: number): boolean => left <= 5;

/**
 * What counts where several are said, null being never: what erases least, for what is erased is gone. That is never
 * where one of them says so, or nobody says anything, and otherwise the highest number.
 */
export function leastErasing(said: readonly (EraseAfter | null)[]): EraseAfter | null {
  const numbers = said.filter((one) => one !== null);
  return numbers.length === 0 || numbers.length < said.length ? null : Math.max(...numbers);
}
