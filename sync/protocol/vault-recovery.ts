import * as z from 'zod';

/**
 * POST /api/v1/recovery: the vault key of this device, encrypted (age) to headquarters' recipients. With it two people
 * there can help a person who forgot the passphrase (docs/security-requirements.md 2). Signed as every request. The
 * latest of a vault counts; repeatable (S4).
 */
export const KeyEscrowRequest = z.readonly(
  z.object({
    /** Id of the vault on its laptop. */
    vault: z.guid(),
    /** Binary age file in base64: 32 bytes to few recipients. */
    sealed: z.base64().max(16_384),
  }),
);
export type KeyEscrowRequest = z.infer<typeof KeyEscrowRequest>;

export const KeyEscrowKept = z.readonly(z.object({ kept: z.literal(true) }));
export type KeyEscrowKept = z.infer<typeof KeyEscrowKept>;

// Recovery answer of headquarters, typed or pasted on a laptop without a network. It is one line of text:
// `FB-RECOVERY-1` and the base64url of a binary age file. Its plaintext is the vault key and the expiry of the response.
// Its passphrase (scrypt) is the words that the second administrator says by phone, in the form of
// `recoveryPassphrase`.

const recoveryBlockName = 'FB-RECOVERY-1';

/** Block that headquarters hands out, from a binary age file. */
export const recoveryBlockText = (ageFileBase64url: string): string =>
  `${recoveryBlockName} ${ageFileBase64url}`;

/** Base64url of a block, with any line breaks of its transport removed; null for another text. */
export function readRecoveryBlock(text: string): string | null {
  const squeezed = text.replaceAll(/\s+/g, '');
  const body = /^FB-RECOVERY-1([A-Za-z0-9_-]{100,20000})=*$/i.exec(squeezed)?.[1];
  return body ?? null;
}

/** Number of words said by phone. */
export const recoveryWordCount = 6;

/** Age passphrase of these words: lower case with hyphens. Null when they are not six. */
export function recoveryPassphrase(words: string): string | null {
  const said = words
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s,.-]+/)
    .filter((word) => word !== '');
  return said.length === recoveryWordCount ? said.join('-') : null;
}

/** Lifetime of a response: long enough for a mail to arrive and for a phone call. */
export const recoveryAnswerLifetimeMs = 14 * 24 * 60 * 60 * 1_000;

const vaultKeyBytes = 32;
const expiryBytes = 8;

/** Plaintext of a response: the vault key, then its expiry in milliseconds as 8 bytes, big-endian. */
export function encodeRecoveryContent(keyBytes: Uint8Array, endsAtMs: number): Uint8Array {
  const content = new Uint8Array(vaultKeyBytes + expiryBytes);
  content.set(keyBytes);
  new DataView(content.buffer).setBigUint64(vaultKeyBytes, BigInt(endsAtMs));
  return content;
}

/** Content of a response. `endsAtMs` is null in one of an earlier headquarters, which has no expiry. */
interface RecoveryContent {
  readonly key: Uint8Array;
  readonly endsAtMs: number | null;
}

/** Read the plaintext of a response; null for another content. The key is a copy: the caller overwrites both. */
export function readRecoveryContent(content: Uint8Array): RecoveryContent | null {
  const key = new Uint8Array(new ArrayBuffer(vaultKeyBytes)); // in its own buffer, so that it can be overwritten
  key.set(content.subarray(0, vaultKeyBytes));
  if (content.length === vaultKeyBytes) return { key, endsAtMs: null };
  if (content.length !== vaultKeyBytes + expiryBytes) return null;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return { key, endsAtMs: Number(view.getBigUint64(vaultKeyBytes)) };
}
