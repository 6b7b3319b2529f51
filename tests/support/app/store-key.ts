import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { deriveKeyHere } from '#electron/vault/derive-key-here.ts';
import { loadSodium } from '#electron/vault/encryption.ts';
import { openVaultFolders } from '#electron/vault/vault-folders.ts';
import { unwrapVaultKey, wrappingKeyOf } from '#electron/vault/vault-header.ts';
import { someOwner, type VaultOwner } from './vault.ts';

/** Key of the rows of a person's vault. No page ever sees it; it follows from the passphrase. */
export async function storeKeyOf(profile: string, vaultOwner: VaultOwner = someOwner): Promise<Uint8Array> {
  const vaultHeaders = openVaultFolders(profile)
    .list()
    .flatMap(({ read }) => (read.kind === 'header' ? [read.header] : []));
  const vaultHeader = vaultHeaders.find(({ label }) => label === vaultOwner.label);
  if (!vaultHeader) throw new Error(`No vault of ${vaultOwner.label}`);
  const wrapping = wrappingKeyOf(await deriveKeyHere(vaultOwner.passphrase, vaultHeader.kdf), null);
  const key = unwrapVaultKey(await loadSodium(), vaultHeader, wrapping);
  if (!key) throw new Error('The passphrase does not open the vault');
  return deriveSubKey(key, 'store');
}
