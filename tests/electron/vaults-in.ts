import crypto from 'node:crypto';
import path from 'node:path';
import type { Headquarters } from '#electron/net/headquarters.ts';
import type { DeriveKey } from '#electron/vault/derive-key.ts';
import { type Keychain, noKeychain } from '#electron/vault/keychain.ts';
import { loadSodium } from '#electron/vault/secret-box.ts';
import { type ErasedNotes, openErasedNotes } from '#electron/vault/erased-notes.ts';
import { openVaultDoors, type VaultDoors } from '#electron/vault/vault-doors.ts';
import { vaultFolders } from '#electron/vault/vault-folders.ts';
import { createVaultHolder, type VaultHolder } from '#electron/vault/vault-holder.ts';
import type { Vault } from '#electron/vault/vault.ts';

export const sodium = await loadSodium();

/** A key from the passphrase and all figures, at once: how slow Argon2id is, is not what these tests are about. */
export const quickDerive: DeriveKey = (passphrase, kdf) =>
  Promise.resolve(crypto.createHash('sha256').update(passphrase).update(JSON.stringify(kdf)).digest());

export interface Laptop {
  readonly userData: string;
  readonly doors: VaultDoors;
  readonly holder: VaultHolder;
  readonly erasedNotes: ErasedNotes;
  readonly bugs: readonly unknown[];
  readonly folderOf: (id: string) => string;
}

export interface LaptopStart {
  readonly keychain?: Keychain;
  readonly derive?: DeriveKey;
  readonly nowMs?: () => number;
  readonly tickMs?: () => number;
  readonly headquartersOf?: (vault: Vault) => Headquarters;
}

const nobody: Headquarters = {
  request: () => Promise.resolve({ kind: 'unreachable', why: 'test' }),
  enrol: () => Promise.resolve({ kind: 'unreachable', why: 'test' }),
};

/** One start of the shell's vaults on this profile folder. */
export function startVaultsIn(userData: string, start: LaptopStart = {}): Laptop {
  const bugs: unknown[] = [];
  const folders = vaultFolders(userData);
  const holder = createVaultHolder({ sodium, headquartersOf: start.headquartersOf ?? (() => nobody) });
  const erasedNotes = openErasedNotes({
    folder: path.join(userData, 'erased'),
    isThere: folders.isThere,
    onBug: (error) => bugs.push(error),
  });
  const doors = openVaultDoors({
    sodium,
    folders,
    holder,
    keychain: start.keychain ?? noKeychain,
    derive: start.derive ?? quickDerive,
    nowMs: start.nowMs ?? (() => 1_000_000),
    tickMs: start.tickMs ?? (() => 0),
    newId: () => crypto.randomUUID(),
    erasedNotes,
    onBug: (error) => bugs.push(error),
  });
  return { userData, doors, holder, erasedNotes, bugs, folderOf: folders.folderOf };
}

export const passphrase = 'correct horse battery staple';

/** A vault of this label, made and locked again; answers its id. */
export async function makeVault({ doors, holder }: Laptop, label = 'Field laptop'): Promise<string> {
  const made = await doors.create({ label, passphrase });
  if (made.kind !== 'open') throw new Error(`Not made: ${made.code}`);
  await holder.letGo();
  return made.id;
}
