import fs from 'node:fs';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type sodiumModule from 'libsodium-wrappers-sumo';
import * as z from 'zod';
import { isPassphraseLongEnough, parseVaultLabel } from '#domain/vault/passphrase.ts';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { frameCipherWhileOpen } from '../journal/frame-cipher.ts';
import { isDiskFull } from '../journal/journal-disk.ts';
import { readJournalEntries } from '../remote-wipe/read-journal-entries.ts';
import type { ReadableVault } from '../remote-wipe/remote-command-service.ts';
import type { LoadedSodium } from '../vault/encryption.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultFolders } from '../vault/vault-folders.ts';
import type { VaultService } from '../vault/vault-service.ts';
import type { UnlockedVault, VaultSession } from '../vault/vault-session.ts';
import { safeFileName } from '../window/save-proposed-file.ts';
import {
  type BackupHead,
  type BackupKey,
  DamagedBackupError,
  decryptBackupFile,
  decryptBackupKey,
  decryptPrivatePart,
  NewerBackupError,
  readBackupLines,
  writeBackupFile,
  writeBackupLines,
} from './backup-format.ts';

type BackupNoteVault = Pick<UnlockedVault, 'files'> & {
  readonly vault: Pick<UnlockedVault['vault'], 'folder'>;
};

const LastBackup = z.object({ v: z.literal(1), atMs: z.int().nonnegative() });
const lastBackupFile = ({ vault }: BackupNoteVault): string => path.join(vault.folder, 'last-backup.json');

/** Note the time of a backup. A failure to write the note does not fail the backup. */
function saveLastBackupTime(open: BackupNoteVault, atMs: number): void {
  try {
    open.files.write(lastBackupFile(open), { v: 1, atMs });
  } catch {
    // Without a note the person is asked to make a backup, which is the safe side.
  }
}

/** Return the time of the last backup of this vault on this laptop; null when none is known. */
export function readLastBackupMs(open: BackupNoteVault): number | null {
  try {
    return open.files.read(lastBackupFile(open), LastBackup)?.atMs ?? null;
  } catch {
    // A damaged note counts as no note.
    return null;
  }
}

interface BackupRequest {
  readonly file: string;
  readonly passphrase: string;
  readonly nowMs: number;
  readonly logN?: number;
}

type MadeBackupResult =
  | { readonly kind: 'made' }
  | { readonly kind: 'refused'; readonly code: 'full' | 'failed' };

/**
 * Write all that is needed to rebuild this vault: the device's files and its journal. Everything else comes from
 * headquarters (D2). Memory holds one file of the journal at a time.
 */
export async function makeBackup(
  sodium: typeof sodiumModule,
  { vault, label, openFrame }: ReadableVault,
  { file, passphrase, nowMs, ...work }: BackupRequest,
): Promise<MadeBackupResult> {
  const { device, enrolment } = vault.contents();
  const head = { fieldbookBackup: 1 as const, madeAtMs: nowMs, label, device, enrolment };
  const entries = readJournalEntries(vault.journal, openFrame);
  try {
    await writeBackupFile(sodium, { file, passphrase, recipients: vault.recipients(), ...work }, (sealOwn) =>
      writeBackupLines(head, entries, sealOwn),
    );
    return { kind: 'made' };
  } catch (error) {
    return { kind: 'refused', code: isDiskFull(error) ? 'full' : 'failed' };
  }
}

type BackupResult =
  | { readonly kind: 'made'; readonly file: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly code: 'weak' | 'full' | 'failed' };

/** File that the person chose, by its name without folder. */
type ChosenBackupFile = { readonly kind: 'chosen'; readonly name: string } | { readonly kind: 'cancelled' };

type VaultCreationRefusal = Exclude<Awaited<ReturnType<VaultService['create']>>, { readonly kind: 'open' }>;

/** Implementation of the channels `backup.*`. Never rejects for a failure of a disk or a file. */
export interface BackupService {
  make(ask: { readonly name: string; readonly passphrase: string }): Promise<BackupResult>;
  choose(): Promise<ChosenBackupFile>;
  restore(ask: RestoreRequest): Promise<RestoreResult<VaultCreationRefusal>>;
}

interface RestoreRequest {
  /** Passphrase of the backup. */
  readonly passphrase: string;
  readonly label: string;
  /** Passphrase of the vault that is made. */
  readonly next: string;
}

interface BackupServiceDependencies {
  readonly sodium: LoadedSodium;
  readonly vaultSession: VaultSession;
  readonly vaultService: VaultService;
  readonly folders: VaultFolders;
  readonly dialog: Dialog;
  readonly window: () => BrowserWindow | null;
  /** Folder that is proposed for a backup. */
  readonly documents: string;
  readonly nowMs: () => number;
  /** Base-2 logarithm of scrypt's work factor; by default that of the age tool. */
  readonly logN?: number;
}

const backupFilters = [{ name: 'Fieldbook', extensions: ['fieldbook-backup'] }];

/** Create the service for backup files. The chosen file stays here: the page learns no path. */
export function createBackupService(parts: BackupServiceDependencies): BackupService {
  const { sodium, vaultSession, vaultService, folders, dialog, nowMs, logN } = parts;
  // The page never sees a path; it only knows that a file was chosen.
  let chosenFile: string | null = null;

  const newVault = async (
    label: string,
    passphrase: string,
  ): Promise<EmptyRestoreVault | VaultCreationRefusal> => {
    const made = await vaultService.create({ label, passphrase });
    if (made.kind === 'refused') return made;
    const unlockedVault = vaultSession.requireOpen();
    markRestoreStarted(folders.folderOf(unlockedVault.id));
    const frameCipher = frameCipherWhileOpen(sodium, vaultSession, unlockedVault);
    return {
      id: unlockedVault.id,
      vault: unlockedVault.vault,
      sealFrame: (text) => frameCipher.encrypt(text),
      erase: () => vaultService.eraseVault(unlockedVault.id),
    };
  };

  return {
    async make({ name, passphrase }) {
      if (!isPassphraseLongEnough(passphrase)) return { kind: 'refused', code: 'weak' };
      const options = { defaultPath: path.join(parts.documents, safeFileName(name)), filters: backupFilters };
      const over = parts.window();
      const chosen = over ? await dialog.showSaveDialog(over, options) : await dialog.showSaveDialog(options);
      if (chosen.canceled || !chosen.filePath) return { kind: 'cancelled' };
      const unlockedVault = vaultSession.requireOpen();
      const frameCipher = frameCipherWhileOpen(sodium, vaultSession, unlockedVault);
      const opened = {
        ...unlockedVault,
        openFrame: (frameBytes: Uint8Array) => frameCipher.decrypt(frameBytes),
      };
      const order = {
        file: chosen.filePath,
        passphrase,
        nowMs: nowMs(),
        ...(logN !== undefined && { logN }),
      };
      const madeBackupResult = await makeBackup(sodium, opened, order);
      if (madeBackupResult.kind !== 'made') return madeBackupResult;
      saveLastBackupTime(unlockedVault, order.nowMs);
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
      if (parseVaultLabel(label) === null) return { kind: 'refused', code: 'label' };
      if (!isPassphraseLongEnough(next)) return { kind: 'refused', code: 'weak' };
      if (chosenFile === null || vaultSession.current()) return { kind: 'refused', code: 'failed' };
      const from = { file: chosenFile, passphrase };
      const restored = await restoreBackup(sodium, from, () => newVault(label, next));
      if (restored.kind !== 'open') return restored;
      markRestoreFinished(folders.folderOf(restored.id));
      chosenFile = null;
      return restored;
    },
  };
}

const restoreMarkerName = 'restoring';
const restoreMarkerIn = (folder: string): string => path.join(folder, restoreMarkerName);
const markRestoreStarted = (folder: string): void =>
  fs.writeFileSync(restoreMarkerIn(folder), '', { flush: true });
const markRestoreFinished = (folder: string): void => fs.rmSync(restoreMarkerIn(folder));

/** Erase vaults with an interrupted restore, at start. A part of a backup must not pass for all of it. */
export async function eraseIncompleteRestores(
  vaultFolders: VaultFolders,
  vaultService: VaultService,
): Promise<void> {
  for (const { id, folder } of vaultFolders.list())
    if (fs.existsSync(restoreMarkerIn(folder))) await vaultService.eraseVault(id);
}

/** New, empty vault to restore a backup into. */
export interface EmptyRestoreVault {
  readonly id: string;
  readonly vault: Vault;
  readonly sealFrame: (text: string) => Uint8Array;
  /** Remove the vault without a trace. */
  readonly erase: () => Promise<void>;
}

type RestoreResult<R> =
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'refused'; readonly code: 'notBackup' | 'newer' | 'damaged' | 'full' | 'failed' }
  | R;

/**
 * Make a vault from a backup. The whole file is read and checked before anything is written. A truncated or changed
 * file and a wrong passphrase leave nothing behind. The vault is a new device from the first moment (P2), since the
 * backup's laptop may still be in use. A refusal of `create` is passed on.
 */
export async function restoreBackup<R extends { readonly kind: 'refused' }>(
  sodium: typeof sodiumModule,
  { file, passphrase }: { readonly file: string; readonly passphrase: string },
  create: (label: string) => Promise<EmptyRestoreVault | R>,
): Promise<RestoreResult<R>> {
  try {
    const backupKey = await decryptBackupKey(sodium, file, passphrase);
    if (backupKey.kind !== 'key')
      return backupKey.kind === 'wrong' ? { kind: 'wrong' } : { kind: 'refused', code: backupKey.kind };
    const backupHead = await checkWholeBackup(file, backupKey);
    const made = await create(backupHead.label);
    if ('kind' in made) return made;
    await fillVault(made, backupHead, file, backupKey).catch(async (error: unknown) => {
      await made.erase();
      throw error;
    });
    return { kind: 'open', id: made.id };
  } catch (error) {
    return { kind: 'refused', code: restoreRefusalCode(error) };
  }
}

type OpenedBackupKey = Extract<BackupKey, { kind: 'key' }>;

function restoreRefusalCode(error: unknown): 'newer' | 'damaged' | 'full' | 'failed' {
  if (isDiskFull(error)) return 'full';
  if (error instanceof NewerBackupError) return 'newer';
  // age has no error class of its own.
  const isOfDisk = error instanceof Error && 'code' in error;
  return error instanceof DamagedBackupError || !isOfDisk ? 'damaged' : 'failed';
}

async function checkWholeBackup(file: string, openedBackupKey: OpenedBackupKey): Promise<BackupHead> {
  let backupHead: BackupHead | null = null;
  for await (const backupLine of readLinesOf(file, openedBackupKey))
    if (backupLine.kind === 'head') backupHead = backupLine.head;
  if (backupHead === null) throw new DamagedBackupError('It has no head');
  return backupHead;
}

const readLinesOf = (file: string, openedBackupKey: OpenedBackupKey) =>
  readBackupLines(decryptBackupFile(file, openedBackupKey), (sealed) =>
    decryptPrivatePart(openedBackupKey, sealed),
  );

/** Entries per append: one flush for each entry would take minutes for a long season. */
const entriesPerAppend = 200;

async function fillVault(
  { vault, sealFrame }: EmptyRestoreVault,
  backupHead: BackupHead,
  file: string,
  openedBackupKey: OpenedBackupKey,
): Promise<void> {
  vault.restoreContents({ device: backupHead.device, enrolment: backupHead.enrolment });
  vault.renew('restored');
  vault.noteRestoredBackup(backupHead.madeAtMs);
  let waitingJournalEntries: JournalEntry[] = [];
  const flush = async (): Promise<void> => {
    if (waitingJournalEntries.length === 0) return;
    const appendResponse = await vault.journal.append(
      waitingJournalEntries.map((entry) => sealFrame(JSON.stringify(entry))),
    );
    waitingJournalEntries = [];
    if (appendResponse.kind === 'refused')
      throw Object.assign(new Error(appendResponse.why), { code: errorCodeByRefusal[appendResponse.code] });
  };
  for await (const backupLine of readLinesOf(file, openedBackupKey)) {
    if (backupLine.kind !== 'entry') continue;
    waitingJournalEntries.push(backupLine.entry);
    if (waitingJournalEntries.length === entriesPerAppend) await flush();
  }
  await flush();
}

const errorCodeByRefusal = { full: 'ENOSPC', failed: 'EIO' } as const;
