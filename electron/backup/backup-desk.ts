import fs from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { isLongEnough, vaultLabel } from '#domain/vault/passphrase.ts';
import { safeName } from '../files/save-file.ts';
import { framesWhileOpen } from '../vault/frame-seal.ts';
import type { Sodium } from '../vault/secret-box.ts';
import type { VaultDoors } from '../vault/vault-doors.ts';
import type { VaultFolders } from '../vault/vault-folders.ts';
import type { VaultHolder } from '../vault/vault-holder.ts';
import { noteBackup } from './last-backup.ts';
import { makeBackup } from './make-backup.ts';
import { type EmptyVault, restoreBackup, type Restored } from './restore-backup.ts';

export type BackupAnswer =
  | { readonly kind: 'made'; readonly file: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly code: 'weak' | 'full' | 'failed' };

/** `chosen`: the name of a file without its folder. */
export type ChosenBackup =
  | { readonly kind: 'chosen'; readonly name: string }
  | { readonly kind: 'cancelled' };

type NoVault = Exclude<Awaited<ReturnType<VaultDoors['create']>>, { readonly kind: 'open' }>;

/** What the channels `backup.*` offer. Never reject for what a disk or a file does. */
export interface BackupDesk {
  make(ask: { readonly name: string; readonly passphrase: string }): Promise<BackupAnswer>;
  choose(): Promise<ChosenBackup>;
  restore(ask: RestoreAsk): Promise<Restored<NoVault>>;
}

export interface RestoreAsk {
  /** Of the backup. */
  readonly passphrase: string;
  readonly label: string;
  /** Of the vault that is made. */
  readonly next: string;
}

export interface BackupDeskParts {
  readonly sodium: Sodium;
  readonly holder: VaultHolder;
  readonly doors: VaultDoors;
  readonly folders: VaultFolders;
  readonly dialog: Dialog;
  readonly window: () => BrowserWindow | null;
  /** Where a backup is proposed to go. */
  readonly documents: string;
  readonly nowMs: () => number;
  /** How hard a passphrase is to try (scrypt); as the age tool when left out. */
  readonly logN?: number;
}

const backupFilters = [{ name: 'Fieldbook', extensions: ['fieldbook-backup'] }];

export function createBackupDesk(parts: BackupDeskParts): BackupDesk {
  const { sodium, holder, doors, folders, dialog, nowMs, logN } = parts;
  // The page never names a path: it only knows that a file was chosen.
  let chosenFile: string | null = null;

  const newVault = async (label: string, passphrase: string): Promise<EmptyVault | NoVault> => {
    const made = await doors.create({ label, passphrase });
    if (made.kind === 'refused') return made;
    const open = holder.open();
    noteBegun(folders.folderOf(open.id));
    const frames = framesWhileOpen(sodium, holder, open);
    return {
      id: open.id,
      vault: open.vault,
      sealFrame: (text) => frames.seal(text),
      erase: () => doors.eraseVault(open.id),
    };
  };

  return {
    async make({ name, passphrase }) {
      if (!isLongEnough(passphrase)) return { kind: 'refused', code: 'weak' };
      const options = { defaultPath: path.join(parts.documents, safeName(name)), filters: backupFilters };
      const over = parts.window();
      const chosen = over ? await dialog.showSaveDialog(over, options) : await dialog.showSaveDialog(options);
      if (chosen.canceled || !chosen.filePath) return { kind: 'cancelled' };
      const open = holder.open();
      const frames = framesWhileOpen(sodium, holder, open);
      const opened = { ...open, openFrame: (frame: Uint8Array) => frames.open(frame) };
      const order = {
        file: chosen.filePath,
        passphrase,
        nowMs: nowMs(),
        ...(logN !== undefined && { logN }),
      };
      const made = await makeBackup(sodium, opened, order);
      if (made.kind !== 'made') return made;
      noteBackup(open, order.nowMs);
      return { kind: 'made', file: path.normalize(chosen.filePath) };
    },
    async choose() {
      const options = { properties: ['openFile' as const] };
      const over = parts.window();
      const chosen = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options);
      const file = chosen.canceled ? undefined : chosen.filePaths[0];
      if (file === undefined) return { kind: 'cancelled' };
      chosenFile = file;
      return { kind: 'chosen', name: path.basename(file) };
    },
    async restore({ passphrase, label, next }) {
      if (vaultLabel(label) === null) return { kind: 'refused', code: 'label' };
      if (!isLongEnough(next)) return { kind: 'refused', code: 'weak' };
      if (chosenFile === null || holder.current()) return { kind: 'refused', code: 'failed' };
      const from = { file: chosenFile, passphrase };
      const restored = await restoreBackup(sodium, from, () => newVault(label, next));
      if (restored.kind !== 'open') return restored;
      noteEnded(folders.folderOf(restored.id));
      chosenFile = null;
      return restored;
    },
  };
}

const begunName = 'restoring';
const begunIn = (folder: string): string => path.join(folder, begunName);
const noteBegun = (folder: string): void => fs.writeFileSync(begunIn(folder), '', { flush: true });
const noteEnded = (folder: string): void => fs.rmSync(begunIn(folder));

/** At a start: takes away vaults whose restoring was interrupted; a part of a backup must not pass for all of it. */
export async function eraseHalfRestored(folders: VaultFolders, doors: VaultDoors): Promise<void> {
  for (const { id, folder } of folders.list()) if (fs.existsSync(begunIn(folder))) await doors.eraseVault(id);
}
