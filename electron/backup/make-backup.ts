import type sodiumModule from 'libsodium-wrappers-sumo';
import type { ReadableVault } from '../remote-wipe/remote-command-service.ts';
import { readJournalEntries } from '../remote-wipe/read-journal-entries.ts';
import { isDiskFull } from '../journal/journal-disk.ts';
import { writeBackupFile, writeBackupLines } from './backup-format.ts';
import path from 'node:path';
import * as z from 'zod';
import type { UnlockedVault } from '../vault/vault-session.ts';

type BackupNoteVault = Pick<UnlockedVault, 'files'> & {
  readonly vault: Pick<UnlockedVault['vault'], 'folder'>;
};

const LastBackup = z.object({ v: z.literal(1), atMs: z.int().nonnegative() });
const lastBackupFile = ({ vault }: BackupNoteVault): string => path.join(vault.folder, 'last-backup.json');

/** Note the time of a backup. A failure to write the note does not fail the backup. */
export function saveLastBackupTime(open: BackupNoteVault, atMs: number): void {
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

export interface BackupRequest {
  readonly file: string;
  readonly passphrase: string;
  readonly nowMs: number;
  readonly logN?: number;
}

export type MadeBackupResult =
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
