import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import { type DeriveKey, KdfParameters, kdfPassesFor, minimumKdf } from './derive-key.ts';
import { allocateKeyBytes, decryptSecretBox, encryptSecretBox, type LoadedSodium } from './encryption.ts';
import crypto from 'node:crypto';
import type { SystemKeychain } from './system-keychain.ts';

interface MakeHeaderDependencies {
  readonly sodium: LoadedSodium;
  readonly keychain: SystemKeychain;
  readonly derive: DeriveKey;
  /** For measuring this machine. */
  readonly tickMs: () => number;
}

/** Make a header under which this passphrase opens this key. */
export type MakeVaultHeader = (
  id: string,
  label: string,
  passphrase: string,
  key: Uint8Array,
) => Promise<VaultHeader>;

export function createHeaderMaker({
  sodium,
  keychain,
  derive,
  tickMs,
}: MakeHeaderDependencies): MakeVaultHeader {
  let passes: number | null = null;
  /** Parameters for this machine, measured once per start. */
  const newKdf = async (passphrase: string): Promise<KdfParameters> => {
    const salt = crypto.randomBytes(32).toString('base64');
    if (passes === null) {
      const startedMs = tickMs();
      (await derive(passphrase, { ...minimumKdf, salt })).fill(0);
      passes = kdfPassesFor(tickMs() - startedMs);
    }
    return { ...minimumKdf, passes, salt };
  };
  return async (id, label, passphrase, key) => {
    const kdf = await newKdf(passphrase);
    const secret = keychain.kind === 'none' ? null : crypto.randomBytes(32).toString('base64');
    const sealed = secret === null ? null : Buffer.from(keychain.seal(secret)).toString('base64');
    const derived = await derive(passphrase, kdf);
    const wrapping = wrappingKeyOf(derived, secret);
    const header = wrapVaultKey(sodium, { v: 1, id, label, kdf, keychain: sealed }, wrapping, key);
    derived.fill(0);
    wrapping.fill(0);
    return header;
  };
}

/**
 * Content of `vault.json`: the vault's label, the parameters of the derivation, and the wrapped vault key. `keychain`:
 * second secret, encrypted by the system's keychain, where one exists. Published: append, never edit.
 */
export const VaultHeader = z.readonly(
  z.object({
    v: z.literal(1),
    id: z.uuid(),
    label: z.string().min(1).max(160),
    kdf: KdfParameters,
    keychain: z.base64().max(4096).nullable(),
    wrapped: z.base64().max(256),
  }),
);
export type VaultHeader = z.infer<typeof VaultHeader>;
type UnwrappedHeader = Omit<VaultHeader, 'wrapped'>;

/** Build the header: the vault key wrapped under passphrase and keychain together. */
export function wrapVaultKey(
  sodium: LoadedSodium,
  open: UnwrappedHeader,
  wrappingKey: Uint8Array,
  vaultKey: Uint8Array,
): VaultHeader {
  const wrapped = encryptSecretBox(sodium, wrappingKey, associatedHeaderText(open), vaultKey);
  return { ...open, wrapped: Buffer.from(wrapped).toString('base64') };
}

/** Unwrap the vault key; null for a wrong passphrase or a changed header. */
export function unwrapVaultKey(
  sodium: LoadedSodium,
  header: VaultHeader,
  wrappingKey: Uint8Array,
): Uint8Array | null {
  const box = Buffer.from(header.wrapped, 'base64');
  const key = decryptSecretBox(sodium, wrappingKey, associatedHeaderText(header), box);
  return key?.length === vaultKeyBytes ? key : null;
}

/** Combine the derived key of the passphrase with the keychain's secret, where there is one. */
export function wrappingKeyOf(derived: Uint8Array, secret: string | null): Uint8Array {
  const info = utf8ToBytes(secret === null ? 'fieldbook/1/wrap' : 'fieldbook/1/wrap+keychain');
  const material = allocateKeyBytes(
    derived.length + (secret === null ? 0 : Buffer.byteLength(secret, 'base64')),
  );
  material.set(derived);
  if (secret !== null) Buffer.from(material.buffer).write(secret, derived.length, 'base64');
  const wrapping = hkdf(sha256, material, new Uint8Array(0), info, vaultKeyBytes);
  material.fill(0);
  return wrapping;
}

// In an order that does not depend on the file's layout.
const associatedHeaderText = ({ v, id, label, kdf, keychain }: UnwrappedHeader): string =>
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
