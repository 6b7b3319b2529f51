import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Uses of a vault's sub-keys. Published: data is encrypted under these names, so append, never edit. `store` encrypts
 * rows, `journal` frames, `blobs` files; `index` makes equal values comparable. `backup` encrypts content that leaves
 * the vault for its person alone, `files` the shell's own files in the vault's folder.
 */
export const subKeyLabels = ['store', 'journal', 'index', 'blobs', 'backup', 'files'] as const;
type SubKeyLabel = (typeof subKeyLabels)[number];

/** Bytes of a vault key and of each of its sub-keys. */
export const vaultKeyBytes = 32;

/**
 * Derive the sub-key of a vault for one use: HKDF-SHA-256 (RFC 5869) with empty salt and `fieldbook/1/<label>` as
 * info. From one sub-key neither the vault key nor another sub-key can be computed.
 * @throws for a vault key of another length
 */
export function deriveSubKey(vaultKey: Uint8Array, subKeyLabel: SubKeyLabel): Uint8Array<ArrayBuffer> {
  if (vaultKey.length !== vaultKeyBytes) throw new Error(`A vault key has ${vaultKeyBytes} bytes`);
  // HKDF's one block, by its two steps: the ready-made function leaves a copy of the key in memory.
  const pseudorandom = hmac(sha256, new Uint8Array(vaultKeyBytes), vaultKey);
  const key = hmac(
    sha256,
    pseudorandom,
    concatBytes(utf8ToBytes(`fieldbook/1/${subKeyLabel}`), Uint8Array.of(1)),
  );
  pseudorandom.fill(0);
  return new Uint8Array(key.buffer as ArrayBuffer, key.byteOffset, key.length);
}
