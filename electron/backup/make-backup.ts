import type sodiumModule from 'libsodium-wrappers-sumo';
import type { OpenedVault } from '../orders/order-office.ts';
import { readEntries } from '../orders/read-journal.ts';
import { isFull } from '../vault/journal/disk-codes.ts';
import { writeBackup } from './backup-file.ts';
import { writeBackupLines } from './backup-lines.ts';

export interface BackupOrder {
  readonly file: string;
  readonly passphrase: string;
  readonly nowMs: number;
  readonly logN?: number;
}

export type MadeBackup =
  | { readonly kind: 'made' }
  | { readonly kind: 'refused'; readonly code: 'full' | 'failed' };

/**
 * Writes all that is needed to build this vault anew: who the device is, and its journal. What headquarters has comes
 * from there (D2). Memory holds one file of the journal at a time.
 */
export async function makeBackup(
  sodium: typeof sodiumModule,
  { vault, label, openFrame }: OpenedVault,
  { file, passphrase, nowMs, ...work }: BackupOrder,
): Promise<MadeBackup> {
  const { device, enrolment } = vault.contents();
  const head = { fieldbookBackup: 1 as const, madeAtMs: nowMs, label, device, enrolment };
  const entries = readEntries(vault.journal, openFrame);
  try {
    await writeBackup(sodium, { file, passphrase, recipients: vault.recipients(), ...work }, (sealOwn) =>
      writeBackupLines(head, entries, sealOwn),
    );
    return { kind: 'made' };
  } catch (error) {
    return { kind: 'refused', code: isFull(error) ? 'full' : 'failed' };
  }
}
