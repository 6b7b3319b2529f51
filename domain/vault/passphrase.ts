/** The fewest characters of a passphrase (security.md 2); a generated one has five words and always more. */
export const minimumPassphraseLength = 12;
/** Words of a generated passphrase: five of 2,048 are 55 bits, each try costing an Argon2id. */
export const generatedPassphraseWords = 5;

/** The text that is derived from: the same person types the same letters in another composition on another keyboard. */
export const normalizePassphrase = (typed: string): string => typed.normalize('NFKC');

/** Whether a passphrase is long enough to be taken, in characters as people count them. */
export const isPassphraseLongEnough = (typed: string): boolean =>
  Array.from(normalizePassphrase(typed)).length >= minimumPassphraseLength &&
  new Set(normalizePassphrase(typed)).size > 3;

/** The label of a vault, or null when it is none: the only thing that is seen before a vault is unlocked. */
export function parseVaultLabel(typed: string): string | null {
  const label = typed.trim().replace(/\s+/g, ' ');
  return label === '' || Array.from(label).length > 80 ? null : label;
}
