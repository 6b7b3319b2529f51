import fs from 'node:fs';
import path from 'node:path';
import { deriveSubKey, subKeyLabels } from '#domain/vault/sub-keys.ts';
import { deriveKeyHere } from '#electron/vault/derive-key-here.ts';
import { loadSodium } from '#electron/vault/encryption.ts';
import { unwrapVaultKey, VaultHeader, wrappingKeyOf } from '#electron/vault/vault-header.ts';
import { type Needle, needlesOfKey, needlesOfText } from '#tests/support/disk/needles.ts';

/** The header of the only vault in this profile, where it lies. */
export function headerFileOf(profile: string): string {
  const vaults = path.join(profile, 'vaults');
  const [id, ...others] = fs.readdirSync(vaults);
  if (id === undefined || others.length > 0) throw new Error('There is not one vault');
  return path.join(vaults, id, 'vault.json');
}

interface VaultKeys {
  readonly id: string;
  readonly derived: Uint8Array;
  readonly wrapping: Uint8Array;
  readonly key: Uint8Array;
}

/** The keys of the vault of this profile, as the passphrase gives them. */
export async function openVaultKey(profile: string, passphrase: string): Promise<VaultKeys> {
  const vaultHeader = VaultHeader.parse(JSON.parse(fs.readFileSync(headerFileOf(profile), 'utf8')));
  const derived = await deriveKeyHere(passphrase, vaultHeader.kdf);
  const wrapping = wrappingKeyOf(derived, null);
  const key = unwrapVaultKey(await loadSodium(), vaultHeader, wrapping);
  if (!key) throw new Error('The passphrase does not open the vault');
  return { id: vaultHeader.id, derived, wrapping, key };
}

/** Everything that opens the vault of this profile or a part of it, derived from the passphrase. */
export async function keysOf(profile: string, passphrase: string): Promise<readonly Needle[]> {
  const { derived, wrapping, key } = await openVaultKey(profile, passphrase);
  return [
    ...needlesOfText('passphrase', passphrase),
    ...needlesOfKey('what Argon2id made', derived),
    ...needlesOfKey('wrapping key', wrapping),
    ...needlesOfKey('vault key', key),
    ...subKeyLabels.flatMap((label) => needlesOfKey(`${label} key`, deriveSubKey(key, label))),
  ];
}

/** The vault key, wrapped in the header: of no use without the passphrase, and gone with the header. */
export function wrappedKeyOf(profile: string): readonly Needle[] {
  const { wrapped } = VaultHeader.parse(JSON.parse(fs.readFileSync(headerFileOf(profile), 'utf8')));
  return needlesOfKey('wrapped key', Buffer.from(wrapped, 'base64'));
}
