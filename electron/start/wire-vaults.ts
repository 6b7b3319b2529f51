import crypto from 'node:crypto';
import path from 'node:path';
import { safeStorage } from 'electron';
import { eraseHalfRestored } from '../backup/backup-desk.ts';
import { resumeLocked } from '../orders/carry-out.ts';
import { type ErasedNotes, openErasedNotes } from '../vault/erased-notes.ts';
import type { OrderBook } from '../orders/order-record.ts';
import type { Fetch } from '../net/exchange.ts';
import { createHeadquarters } from '../net/headquarters.ts';
import type { OfflineSwitch } from '../net/offline-switch.ts';
import { afterContact, createKeyCourier } from '../recovery/leave-key.ts';
import type { ShellLog } from '../log/shell-log.ts';
import { deriveInWorker } from '../vault/derive-in-worker.ts';
import { systemKeychain } from '../vault/keychain.ts';
import type { Sodium } from '../vault/secret-box.ts';
import { openVaultDoors, type VaultDoors } from '../vault/vault-doors.ts';
import { type VaultFolders, vaultFolders } from '../vault/vault-folders.ts';
import { createVaultHolder, type VaultHolder } from '../vault/vault-holder.ts';
import type { Order } from '#sync/protocol/wire.ts';

export interface VaultsParts {
  readonly userData: string;
  readonly sodium: Sodium;
  readonly log: ShellLog;
  readonly fetch: Fetch;
  readonly offline: OfflineSwitch;
  readonly version: string;
  /** Where the program that derives keys lies. */
  readonly kdfWorker: string;
  readonly book: OrderBook;
  readonly onOrder: (order: Order) => void;
}

/** What the shell is made of around vaults. */
export interface Vaults {
  readonly holder: VaultHolder;
  readonly folders: VaultFolders;
  readonly doors: VaultDoors;
  /** What is still to be told of vaults that are gone. */
  readonly erasedNotes: ErasedNotes;
}

/** The vaults of this laptop, after what an earlier run had begun with them was ended: orders, erasing, restoring. */
export async function wireVaults(parts: VaultsParts): Promise<Vaults> {
  const { userData, sodium, log, fetch, offline, book } = parts;
  const onBug = (error: unknown): void => log.bug('ask-failed', error);
  const holder = createVaultHolder({
    sodium,
    headquartersOf: (vault) =>
      afterContact(
        createHeadquarters({
          vault,
          fetch,
          nowMs: Date.now,
          stop: offline.signal,
          isOffline: offline.isSimulated,
          platform: `${process.platform} ${process.arch}`,
          version: parts.version,
          onTraffic: (status, bytesUp, bytesDown, tookMs) =>
            log.note('net', { status, bytesUp, bytesDown, tookMs }),
          onOrder: parts.onOrder,
        }),
        () => void courier.look(),
      ),
  });
  const courier = createKeyCourier({ sodium, current: () => holder.current(), onBug });
  const folders = vaultFolders(userData);
  const erasedNotes = openErasedNotes({
    folder: path.join(userData, 'erased'),
    isThere: folders.isThere,
    onBug,
  });
  const doors = openVaultDoors({
    sodium,
    holder,
    folders,
    keychain: systemKeychain(safeStorage, process.platform),
    derive: deriveInWorker(parts.kdfWorker),
    nowMs: Date.now,
    tickMs: () => performance.now(),
    newId: () => crypto.randomUUID(),
    erasedNotes,
    onBug,
  });
  const erase = (id: string): Promise<void> => doors.eraseVault(id);
  await resumeLocked({ book, erase, isThere: folders.isThere }).catch((error: unknown) =>
    log.bug('order-failed', error),
  );
  doors.finishErasing();
  await eraseHalfRestored(folders, doors).catch((error: unknown) => log.bug('restore-failed', error));
  return { holder, folders, doors, erasedNotes };
}
