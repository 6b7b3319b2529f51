import fs from 'node:fs';
import { type EncryptedFiles, loadSodium, openEncryptedFiles } from '#electron/vault/encryption.ts';
import { openVaultFolder, type Vault } from '#electron/vault/vault.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

const sodium = await loadSodium();

/** Files of a vault with a key that the test knows. */
export const someFiles = (): EncryptedFiles => openEncryptedFiles(sodium, new Uint8Array(32).fill(7));

/** The vault in this folder, made when it is missing. */
export function openSomeVault(folder: string): Vault {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openVaultFolder(folder, someFiles());
}

/** A vault in a new folder. */
export const newVault = (): Vault => openSomeVault(temporaryFolder('vault'));
