/** The fewest characters of a passphrase; a generated one has five words and always more. */
export const minimumPassphraseLength = 12;
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
