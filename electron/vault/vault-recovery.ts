import path from 'node:path';
import * as z from 'zod';
import { JsonValue } from '#base/json.ts';
import { isPassphraseLongEnough } from '#domain/vault/passphrase.ts';
import { deriveSubKey, vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import type { HostAsk, HostResponse } from '#renderer/host/host-contract.ts';
import { readRecoveryBlock, readRecoveryContent, recoveryPassphrase } from '#sync/protocol/vault-recovery.ts';
import { decryptSmallFile, passphraseIdentity } from './age-encryption.ts';
import { copyKeyBytes, type EncryptedFiles, type LoadedSodium, openEncryptedFiles } from './encryption.ts';
import type { EraseAfterFile } from './erase-after-file.ts';
import type { ThrottleFile } from './passphrase-throttle.ts';
import type { VaultFolders } from './vault-folders.ts';
import { type MakeVaultHeader, readVaultHeader, writeVaultHeader } from './vault-header.ts';
import type { VaultSession } from './vault-session.ts';

interface VaultRecoveryDependencies {
  readonly sodium: LoadedSodium;
  readonly folders: VaultFolders;
  readonly vaultSession: VaultSession;
  readonly throttleOf: (folder: string) => ThrottleFile;
  /** Wrong words do not count there: headquarters' answer helps after too many wrong passphrases. */
  readonly eraseAfterOf: (folder: string) => EraseAfterFile;
  readonly makeHeader: MakeVaultHeader;
  readonly nowMs: () => number;
  readonly refusedBy: (error: unknown) => 'full' | 'failed';
}

/** Recovery after a forgotten passphrase (docs/security-requirements.md 2): headquarters' block and words, offline. */
export interface VaultRecovery {
  /** Open the block; the vault's key stays in memory until a passphrase is chosen. */
  recover(hostAsk: HostAsk<'vault.recover'>): Promise<HostResponse<'vault.recover'>>;
  /** Wrap the recovered key by a new passphrase, and open the vault. The old passphrase opens nothing any more. */
  renewPassphrase(hostAsk: HostAsk<'vault.renewPassphrase'>): Promise<HostResponse<'vault.renewPassphrase'>>;
  /** Overwrite the recovered key with zeros after the person went back. */
  dropRecovered(): void;
}

/** Time to choose a passphrase and write it down. */
const choosePassphraseMs = 15 * 60_000;

/** Create the recovery of a vault. A recovered key waits in memory for 15 minutes at most, for its new passphrase. */
export function createVaultRecovery(parts: VaultRecoveryDependencies): VaultRecovery {
  const { sodium, folders, vaultSession, throttleOf } = parts;
  let recovered: { readonly id: string; readonly key: Uint8Array } | null = null;
  let timer: NodeJS.Timeout | undefined;

  const dropRecovered = (): void => {
    clearTimeout(timer);
    recovered?.key.fill(0);
    recovered = null;
  };
  return {
    dropRecovered,
    async recover({ id, block, words }) {
      dropRecovered();
      const folder = folders.folderOf(id);
      const { kind } = readVaultHeader(folder);
      if (kind === 'absent' || kind === 'erased' || kind === 'later' || vaultSession.current())
        return { kind: 'refused', code: 'failed' };
      const sealed = readRecoveryBlock(block);
      const passphrase = recoveryPassphrase(words);
      if (sealed === null) return { kind: 'refused', code: 'block' };
      if (passphrase === null) return { kind: 'refused', code: 'words' };
      const throttleFile = throttleOf(folder);
      const waitMs = throttleFile.waitMs();
      if (waitMs > 0) return { kind: 'wait', waitMs };
      const waitIfWrongMs = throttleFile.countTry();
      try {
        const file = Buffer.from(sealed, 'base64url');
        const opened = await decryptSmallFile(sodium, passphraseIdentity(sodium, passphrase), file);
        const recoveryContent = opened && readRecoveryContent(opened);
        opened?.fill(0);
        if (!recoveryContent) return { kind: 'wrong', waitMs: waitIfWrongMs };
        const { key, endsAtMs } = recoveryContent;
        // Only a person with the right words for a block learns that it is another vault's.
        if (!doesKeyOpenVault(sodium, folder, key)) {
          key.fill(0);
          return { kind: 'refused', code: 'otherVault' };
        }
        throttleFile.clear();
        if (endsAtMs !== null && parts.nowMs() > endsAtMs) {
          key.fill(0);
          return { kind: 'refused', code: 'over' };
        }
        parts.eraseAfterOf(folder).clear();
        recovered = { id, key };
        timer = setTimeout(dropRecovered, choosePassphraseMs).unref();
        return { kind: 'opened' };
      } catch (error) {
        parts.refusedBy(error);
        return { kind: 'refused', code: 'failed' };
      }
    },
    async renewPassphrase({ id, next }) {
      if (!isPassphraseLongEnough(next)) return { kind: 'refused', code: 'weak' };
      if (recovered?.id !== id || vaultSession.current()) return { kind: 'refused', code: 'gone' };
      const key = copyKeyBytes(recovered.key); // so that an expired wait does not wrap zeros
      const folder = folders.folderOf(id);
      try {
        const headerReading = readVaultHeader(folder);
        // Erased meanwhile by a remote command: it stays so.
        if (
          headerReading.kind === 'erased' ||
          headerReading.kind === 'absent' ||
          headerReading.kind === 'later'
        )
          return { kind: 'refused', code: 'failed' };
        const label =
          headerReading.kind === 'header' ? headerReading.header.label : readPersonName(sodium, folder, key);
        writeVaultHeader(folder, await parts.makeHeader(id, label, next, key));
        dropRecovered();
        vaultSession.open({ id, label, folder, key: copyKeyBytes(key) });
        return { kind: 'open', id };
      } catch (error) {
        return { kind: 'refused', code: parts.refusedBy(error) };
      } finally {
        key.fill(0);
      }
    },
  };
}

const withEncryptedFiles = <R>(
  sodium: LoadedSodium,
  keyBytes: Uint8Array,
  read: (files: EncryptedFiles) => R,
): R => {
  const filesKey = deriveSubKey(keyBytes, 'files');
  try {
    return read(openEncryptedFiles(sodium, filesKey));
  } finally {
    filesKey.fill(0);
  }
};

/** Return whether the key opens an encrypted file of this vault. A single damaged file does not decide. */
function doesKeyOpenVault(sodium: LoadedSodium, folder: string, keyBytes: Uint8Array): boolean {
  if (keyBytes.length !== vaultKeyBytes) return false;
  return withEncryptedFiles(sodium, keyBytes, (files) =>
    ['device.json', 'enrolment.json', 'home.json'].some((name) => {
      try {
        return files.read(path.join(folder, name), JsonValue) !== null;
      } catch {
        return false;
      }
    }),
  );
}

const NamedEnrolmentFile = z.looseObject({ response: z.looseObject({ name: z.string().min(1).max(160) }) });

/** Return the person's name, for a vault with a damaged header and so without its label. */
const readPersonName = (sodium: LoadedSodium, folder: string, keyBytes: Uint8Array): string =>
  withEncryptedFiles(sodium, keyBytes, (files) => {
    try {
      return (
        files.read(path.join(folder, 'enrolment.json'), NamedEnrolmentFile)?.response.name ?? 'Fieldbook'
      );
    } catch {
      return 'Fieldbook';
    }
  });
