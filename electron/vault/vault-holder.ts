import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { subKey } from '#domain/vault/sub-keys.ts';
import { type BlobShelf, blobShelf } from '../blobs/blob-shelf.ts';
import type { Headquarters } from '../net/headquarters.ts';
import { type SealedFiles, sealedFiles } from './sealed-files.ts';
import type { Sodium } from './secret-box.ts';
import { openVault, type Vault } from './vault.ts';

/** The vault that is open, with what else lives only as long. */
export interface OpenVault {
  readonly id: string;
  readonly label: string;
  readonly vault: Vault;
  readonly files: SealedFiles;
  readonly headquarters: Headquarters;
  readonly blobs: BlobShelf;
  /** 32 bytes; zeroed in place when the vault is locked. They never leave the main process. */
  readonly key: Uint8Array;
}

/** Who asks for the open vault where there is none gets this. */
export class LockedError extends Error {
  readonly code = 'locked';
}

/** The one place that knows whether a vault is open. */
export interface VaultHolder {
  current(): OpenVault | null;
  /** The open vault; throws a `LockedError` where there is none. */
  open(): OpenVault;
  /** Takes over the key. Throws when the vault's files are damaged; then the key is zeroed. */
  hold(found: {
    readonly id: string;
    readonly label: string;
    readonly folder: string;
    readonly key: Uint8Array;
  }): void;
  /** The worker's keys, once per unlock and load of the page; throws with a code otherwise. */
  storeKeys(): HostAnswer<'vault.storeKeys'>;
  /** A new page is in the window: its worker may ask once more. */
  readonly pageLoaded: () => void;
  /**
   * Locks: the vault's key is zeros when it returns, what the worker was given when it resolves, and every later ask is
   * refused. A write that has begun ends.
   */
  readonly letGo: () => Promise<void>;
}

export interface HolderParts {
  readonly sodium: Sodium;
  readonly headquartersOf: (vault: Vault) => Headquarters;
}

export function createVaultHolder({ sodium, headquartersOf }: HolderParts): VaultHolder {
  let held: { readonly open: OpenVault; readonly filesKey: Uint8Array } | null = null;
  let areKeysGiven = false;
  /** The shell's own copies of what the worker has. */
  let givenKeys: readonly Uint8Array[] = [];

  const open = (): OpenVault => {
    if (!held) throw new LockedError('No vault is open');
    return held.open;
  };
  return {
    current: () => held?.open ?? null,
    open,
    hold({ id, label, folder, key }) {
      if (held) throw new Error('Another vault is open');
      const filesKey = subKey(key, 'files');
      const files = sealedFiles(sodium, filesKey);
      try {
        const vault = openVault(folder, files);
        const blobs = blobShelf(sodium, folder, key);
        held = {
          open: { id, label, vault, files, headquarters: headquartersOf(vault), blobs, key },
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
        store: subKey(key, 'store'),
        journal: subKey(key, 'journal'),
        index: subKey(key, 'index'),
        blobs: subKey(key, 'blobs'),
      };
      givenKeys = [...givenKeys, ...Object.values(keys)];
      return { database: `fieldbook-${id}`, ...keys };
    },
    pageLoaded() {
      areKeysGiven = false;
    },
    async letGo() {
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
        // An answer that is on its way to the worker is sent before this: zeros must never be taken for keys.
        for (const copy of copies) copy.fill(0);
      }
    },
  };
}
