import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import { Kdf } from './derive-key.ts';
import { roomForKey } from './key-bytes.ts';
import { openBytes, sealBytes, type Sodium } from './secret-box.ts';

/**
 * What `vault.json` holds: the label that the person chose, how the passphrase becomes a key, and the vault key wrapped
 * by it. `keychain`: the second secret, sealed by the system's keychain, where there was one. Published: append, never
 * edit.
 */
export const VaultHeader = z.readonly(
  z.object({
    v: z.literal(1),
    id: z.uuid(),
    label: z.string().min(1).max(160),
    kdf: Kdf,
    keychain: z.base64().max(4096).nullable(),
    wrapped: z.base64().max(256),
  }),
);
export type VaultHeader = z.infer<typeof VaultHeader>;
type Open = Omit<VaultHeader, 'wrapped'>;

/** The header of a vault whose key is wrapped by what the passphrase and the keychain give together. */
export function wrapVaultKey(
  sodium: Sodium,
  open: Open,
  wrappingKey: Uint8Array,
  vaultKey: Uint8Array,
): VaultHeader {
  const wrapped = sealBytes(sodium, wrappingKey, associatedWith(open), vaultKey);
  return { ...open, wrapped: Buffer.from(wrapped).toString('base64') };
}

/** Null when the passphrase was another one, or anything in the header is not as it was written. */
export function unwrapVaultKey(
  sodium: Sodium,
  header: VaultHeader,
  wrappingKey: Uint8Array,
): Uint8Array | null {
  const box = Buffer.from(header.wrapped, 'base64');
  const key = openBytes(sodium, wrappingKey, associatedWith(header), box);
  return key?.length === vaultKeyBytes ? key : null;
}

/** The key that wraps: what Argon2id made of the passphrase, with the keychain's secret where there is one. */
export function wrappingKeyOf(derived: Uint8Array, secret: string | null): Uint8Array {
  const info = utf8ToBytes(secret === null ? 'fieldbook/1/wrap' : 'fieldbook/1/wrap+keychain');
  const material = roomForKey(derived.length + (secret === null ? 0 : Buffer.byteLength(secret, 'base64')));
  material.set(derived);
  if (secret !== null) Buffer.from(material.buffer).write(secret, derived.length, 'base64');
  const wrapping = hkdf(sha256, material, new Uint8Array(0), info, vaultKeyBytes);
  material.fill(0);
  return wrapping;
}

// In an order that does not depend on how the file was written.
const associatedWith = ({ v, id, label, kdf, keychain }: Open): string =>
  JSON.stringify([
    'fieldbook vault',
    v,
    id,
    label,
    kdf.name,
    kdf.memoryKiB,
    kdf.passes,
    kdf.lanes,
    kdf.salt,
    keychain,
  ]);
