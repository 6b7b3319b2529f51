import { subKey } from '#domain/vault/sub-keys.ts';
import { unwrapVaultKey, wrappingKeyOf } from '#electron/vault/header.ts';
import { deriveHere } from '#electron/vault/kdf-work.ts';
import { loadSodium } from '#electron/vault/secret-box.ts';
import { vaultFolders } from '#electron/vault/vault-folders.ts';
import { someOwner, type VaultOwner } from './vault.ts';

/** The key to the rows of somebody's vault: what no page ever sees, who knows the passphrase can look behind. */
export async function storeKeyOf(profile: string, owner: VaultOwner = someOwner): Promise<Uint8Array> {
  const headers = vaultFolders(profile)
    .list()
    .flatMap(({ read }) => (read.kind === 'header' ? [read.header] : []));
  const header = headers.find(({ label }) => label === owner.label);
  if (!header) throw new Error(`No vault of ${owner.label}`);
  const wrapping = wrappingKeyOf(await deriveHere(owner.passphrase, header.kdf), null);
  const key = unwrapVaultKey(await loadSodium(), header, wrapping);
  if (!key) throw new Error('The passphrase does not open the vault');
  return subKey(key, 'store');
}
