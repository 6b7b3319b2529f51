import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * What a vault's keys are for (security.md 2). Published: data is sealed under these names, so append, never edit.
 * `store` seals rows, `journal` frames, `index` makes values that are equal comparable, `blobs` seals files, `backup`
 * what leaves the vault for the person alone, `files` the shell's own files in the vault's folder.
 */
export const subKeyLabels = ['store', 'journal', 'index', 'blobs', 'backup', 'files'] as const;
export type SubKeyLabel = (typeof subKeyLabels)[number];

/** Bytes of a vault key and of each of its sub-keys. */
export const vaultKeyBytes = 32;

/**
 * The sub-key of a vault for one use: HKDF-SHA-256 (RFC 5869) with empty salt and `fieldbook/1/<label>` as info. From
 * one sub-key neither the vault key nor another sub-key can be computed. Throws for a vault key of another length.
 */
export function subKey(vaultKey: Uint8Array, label: SubKeyLabel): Uint8Array<ArrayBuffer> {
  if (vaultKey.length !== vaultKeyBytes) throw new Error(`A vault key has ${vaultKeyBytes} bytes`);
  const info = utf8ToBytes(`fieldbook/1/${label}`);
  return new Uint8Array(hkdf(sha256, vaultKey, new Uint8Array(0), info, vaultKeyBytes));
}
