import * as z from 'zod';

/**
 * POST /api/v1/recovery: the vault key of this device's vault, sealed (age) to headquarters' recipients, so that two
 * people there can let a person back in who forgot the passphrase (security.md 2). Signed as every request. The last one
 * of a vault counts; may be repeated (S4).
 */
export const KeyEscrowRequest = z.readonly(
  z.object({
    /** The id of the vault on its laptop. */
    vault: z.guid(),
    /** A binary age file in base64: 32 bytes to few recipients. */
    sealed: z.base64().max(16_384),
  }),
);
export type KeyEscrowRequest = z.infer<typeof KeyEscrowRequest>;

export const KeyEscrowKept = z.readonly(z.object({ kept: z.literal(true) }));
export type KeyEscrowKept = z.infer<typeof KeyEscrowKept>;

// The answer of headquarters is typed or pasted on a laptop without a network: one line of text, `FB-RECOVERY-1` and the
// base64url of a binary age file whose plaintext is the vault key and the end of the answer. Its passphrase (scrypt) is the words that the second
// administrator says on the phone, as `recoveryPassphrase` writes them.

const recoveryBlockName = 'FB-RECOVERY-1';

/** The block that headquarters hands out, of a binary age file. */
export const recoveryBlockText = (ageFileBase64url: string): string =>
  `${recoveryBlockName} ${ageFileBase64url}`;

/** The base64url in a block, however it was broken into lines on its way; null when it is none. */
export function readRecoveryBlock(text: string): string | null {
  const squeezed = text.replaceAll(/\s+/g, '');
  const body = /^FB-RECOVERY-1([A-Za-z0-9_-]{100,20000})=*$/i.exec(squeezed)?.[1];
  return body ?? null;
}

/** How many words are said on the phone. */
export const recoveryWordCount = 6;

/** The age passphrase that these words are: in small letters, with hyphens. Null when they are not six. */
export function recoveryPassphrase(words: string): string | null {
  const said = words
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter((word) => word !== '');
  return said.length === recoveryWordCount ? said.join('-') : null;
}

/** How long an answer opens its vault: long enough for a mail to come and somebody to be reached by telephone. */
export const recoveryAnswerLifetimeMs = 14 * 24 * 60 * 60 * 1_000;

const vaultKeyBytes = 32;
const expiryBytes = 8;

/** The plaintext of an answer: the vault key, then its end in milliseconds as 8 bytes, the highest first. */
export function encodeRecoveryContent(key: Uint8Array, endsAtMs: number): Uint8Array {
  const content = new Uint8Array(vaultKeyBytes + expiryBytes);
  content.set(key);
  new DataView(content.buffer).setBigUint64(vaultKeyBytes, BigInt(endsAtMs));
  return content;
}

/** What an answer holds. `endsAtMs` is null in one of an earlier headquarters, which has no end. */
export interface RecoveryContent {
  readonly key: Uint8Array;
  readonly endsAtMs: number | null;
}

/** Reads the plaintext of an answer; null when it is none. The key is a copy: both are the caller's to overwrite. */
export function readRecoveryContent(content: Uint8Array): RecoveryContent | null {
  const key = new Uint8Array(new ArrayBuffer(vaultKeyBytes)); // over a buffer of its own, so that it can be overwritten
  key.set(content.subarray(0, vaultKeyBytes));
  if (content.length === vaultKeyBytes) return { key, endsAtMs: null };
  if (content.length !== vaultKeyBytes + expiryBytes) return null;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return { key, endsAtMs: Number(view.getBigUint64(vaultKeyBytes)) };
}
