import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import type { ServerClient } from '../net/server-client.ts';
import {
  decryptSecretBox,
  type EncryptedFiles,
  encryptSecretBox,
  type LoadedSodium,
  openEncryptedFiles,
} from './encryption.ts';
import { openVaultFolder, type Vault } from './vault.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Result of storing a file. */
type BlobWriteResult =
  | { readonly kind: 'kept'; readonly blob: string }
  | { readonly kind: 'refused'; readonly code: 'full' | 'failed' };

/** Files that are answers, each encrypted alone in the folder of its vault. */
interface BlobStore {
  /** Store bytes; they are on the disk when this returns. Blobs never change: the same bytes twice are two blobs. */
  write(bytes: Uint8Array): BlobWriteResult;
  /** Read a blob; null when it is not on this laptop or was changed. */
  read(blob: string): Uint8Array<ArrayBuffer> | null;
}

const blobIdBytes = 16;

/**
 * Open the blobs of the vault in this folder. They are encrypted under its `blobs` sub-key
 * (docs/security-requirements.md 2), which is derived for each file and overwritten. A blob is bound to its name, so
 * that none can replace another.
 */
export function openBlobStore(sodium: LoadedSodium, folder: string, vaultKey: Uint8Array): BlobStore {
  const shelf = path.join(folder, 'blobs');
  const fileOf = (blob: string): string => path.join(shelf, `${blob}.blob`);
  const withKey = <Answer>(act: (keyBytes: Uint8Array) => Answer): Answer => {
    const key = deriveSubKey(vaultKey, 'blobs');
    try {
      return act(key);
    } finally {
      key.fill(0);
    }
  };
  return {
    write(bytes) {
      const blob = randomBytes(blobIdBytes).toString('hex');
      try {
        fs.mkdirSync(shelf, { recursive: true, mode: 0o700 });
        writeFileDurably(
          fileOf(blob),
          withKey((key) => encryptSecretBox(sodium, key, associatedBlobText(blob), bytes)),
        );
        return { kind: 'kept', blob };
      } catch (error) {
        const unfinished = `${fileOf(blob)}.tmp`;
        if (fs.existsSync(unfinished)) fs.rmSync(unfinished);
        return { kind: 'refused', code: isDiskFullError(error) ? 'full' : 'failed' };
      }
    },
    read(blob) {
      const file = fileOf(blob);
      if (!fs.existsSync(file)) return null;
      return withKey((key) => decryptSecretBox(sodium, key, associatedBlobText(blob), fs.readFileSync(file)));
    },
  };
}

const associatedBlobText = (blob: string): string => `fieldbook/1/blob/${blob}`;

const isDiskFullError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Open vault, with all that exists only while it is open. */
export interface UnlockedVault {
  readonly id: string;
  readonly label: string;
  readonly vault: Vault;
  readonly files: EncryptedFiles;
  readonly server: ServerClient;
  readonly blobs: BlobStore;
  /** 32 bytes; zeroed in place at a lock. They never leave the main process. */
  readonly key: Uint8Array;
}

/** Thrown for a use of the open vault while all are locked. */
export class VaultLockedError extends Error {
  readonly code = 'locked';
}

/** The one place that knows whether a vault is open. */
export interface VaultSession {
  current(): UnlockedVault | null;
  /** Return the open vault; throws a `VaultLockedError` without one. */
  requireOpen(): UnlockedVault;
  /** Take over the key. Throws when the vault's files are damaged; the key is zeroed then. */
  open(found: {
    readonly id: string;
    readonly label: string;
    readonly folder: string;
    readonly key: Uint8Array;
  }): void;
  /** Return the worker's keys, once per unlock and load of the page; throws with a code otherwise. */
  storeKeys(): HostResponse<'vault.storeKeys'>;
  /** Called when a new page is in the window: its worker may ask again. */
  readonly pageLoaded: () => void;
  /**
   * Lock: the vault's key is zeros when it returns, the worker's copies when it resolves. Later requests are refused; a
   * write that has begun ends.
   */
  readonly lock: () => Promise<void>;
}

interface VaultSessionDependencies {
  readonly sodium: LoadedSodium;
  readonly createServerClient: (vault: Vault) => ServerClient;
}

/**
 * Create the session without an open vault. It owns the copies of keys, and overwrites them with zeros at each lock.
 */
export function createVaultSession({
  sodium,
  createServerClient: headquartersOf,
}: VaultSessionDependencies): VaultSession {
  let held: { readonly open: UnlockedVault; readonly filesKey: Uint8Array } | null = null;
  let areKeysGiven = false;
  /** The shell's own copies of the worker's keys. */
  let givenKeys: readonly Uint8Array[] = [];

  const open = (): UnlockedVault => {
    if (!held) throw new VaultLockedError('No vault is open');
    return held.open;
  };
  return {
    current: () => held?.open ?? null,
    requireOpen: open,
    open({ id, label, folder, key }) {
      if (held) throw new Error('Another vault is open');
      const filesKey = deriveSubKey(key, 'files');
      const files = openEncryptedFiles(sodium, filesKey);
      try {
        const vault = openVaultFolder(folder, files);
        const blobs = openBlobStore(sodium, folder, key);
        held = {
          open: { id, label, vault, files, server: headquartersOf(vault), blobs, key },
          filesKey,
        };
      } catch (error) {
        key.fill(0);
        filesKey.fill(0);
        throw error;
      }
      areKeysGiven = false;
    },
    storeKeys() {
      const { id, key } = open();
      if (areKeysGiven) throw Object.assign(new Error('The keys were given already'), { code: 'given' });
      areKeysGiven = true;
      const keys = {
        store: deriveSubKey(key, 'store'),
        journal: deriveSubKey(key, 'journal'),
        index: deriveSubKey(key, 'index'),
        blobs: deriveSubKey(key, 'blobs'),
      };
      givenKeys = [...givenKeys, ...Object.values(keys)];
      return { database: `fieldbook-${id}`, ...keys };
    },
    pageLoaded() {
      areKeysGiven = false;
    },
    async lock() {
      if (!held) return;
      const { open: given, filesKey } = held;
      held = null;
      given.key.fill(0);
      filesKey.fill(0);
      const copies = givenKeys;
      givenKeys = [];
      try {
        await given.vault.journal.close();
      } finally {
        // A response on its way to the worker is sent before this: zeros must never be taken for keys.
        for (const copy of copies) copy.fill(0);
      }
    },
  };
}
