import crypto from 'node:crypto';
import path from 'node:path';
import type { ServerClient } from '#electron/net/server-client.ts';
import type { DeriveKey } from '#electron/vault/derive-key.ts';
import { loadSodium } from '#electron/vault/encryption.ts';
import { type ErasureNotices, openErasureNotices } from '#electron/vault/erasure-notices.ts';
import { missingKeychain, type SystemKeychain } from '#electron/vault/system-keychain.ts';
import type { Vault } from '#electron/vault/vault.ts';
import { openVaultFolders } from '#electron/vault/vault-folders.ts';
import { createVaultService, type VaultService } from '#electron/vault/vault-service.ts';
import { createVaultSession, type VaultSession } from '#electron/vault/vault-session.ts';

export const sodium = await loadSodium();

/** A fast key from the passphrase and all figures: these tests are not about the slowness of Argon2id. */
export const quickDerive: DeriveKey = (passphrase, kdfParameters) =>
  Promise.resolve(
    crypto.createHash('sha256').update(passphrase).update(JSON.stringify(kdfParameters)).digest(),
  );

export interface Laptop {
  readonly userData: string;
  readonly vaultService: VaultService;
  readonly vaultSession: VaultSession;
  readonly erasedNotes: ErasureNotices;
  readonly bugs: readonly unknown[];
  readonly folderOf: (id: string) => string;
}

export interface LaptopStart {
  readonly keychain?: SystemKeychain;
  readonly derive?: DeriveKey;
  readonly nowMs?: () => number;
  readonly tickMs?: () => number;
  readonly headquartersOf?: (vault: Vault) => ServerClient;
}

const nobody: ServerClient = {
  request: () => Promise.resolve({ kind: 'unreachable', why: 'test' }),
  enrol: () => Promise.resolve({ kind: 'unreachable', why: 'test' }),
};

/** One start of the shell's vaults on this profile folder. */
export function startVaultsIn(userData: string, laptopStart: LaptopStart = {}): Laptop {
  const bugs: unknown[] = [];
  const vaultFolders = openVaultFolders(userData);
  const vaultSession = createVaultSession({
    sodium,
    createServerClient: laptopStart.headquartersOf ?? (() => nobody),
  });
  const erasedNotes = openErasureNotices({
    folder: path.join(userData, 'erased'),
    isThere: vaultFolders.isThere,
    onBug: (error) => bugs.push(error),
  });
  const vaultService = createVaultService({
    sodium,
    folders: vaultFolders,
    vaultSession,
    keychain: laptopStart.keychain ?? missingKeychain,
    derive: laptopStart.derive ?? quickDerive,
    nowMs: laptopStart.nowMs ?? (() => 1_000_000),
    tickMs: laptopStart.tickMs ?? (() => 0),
    newId: () => crypto.randomUUID(),
    erasedNotes,
    onBug: (error) => bugs.push(error),
  });
  return { userData, vaultService, vaultSession, erasedNotes, bugs, folderOf: vaultFolders.folderOf };
}

export const passphrase = 'correct horse battery staple';

/** Make a vault of this label and lock it; returns its id. */
export async function makeVault(
  { vaultService, vaultSession }: Laptop,
  label = 'Field laptop',
): Promise<string> {
  const made = await vaultService.create({ label, passphrase });
  if (made.kind !== 'open') throw new Error(`Not made: ${made.code}`);
  await vaultSession.lock();
  return made.id;
}
