import path from 'node:path';
import * as z from 'zod';
import type { OpenVault } from '../vault/vault-holder.ts';

type Place = Pick<OpenVault, 'files'> & { readonly vault: Pick<OpenVault['vault'], 'folder'> };

const LastBackup = z.object({ v: z.literal(1), atMs: z.int().nonnegative() });
const fileOf = ({ vault }: Place): string => path.join(vault.folder, 'last-backup.json');

/** Notes that a backup was made. A disk that does not take the note has taken the backup all the same. */
export function noteBackup(open: Place, atMs: number): void {
  try {
    open.files.write(fileOf(open), { v: 1, atMs });
  } catch {
    // Then none is known of, and the person is asked to make one: that is the safe side.
  }
}

/** When a backup of this vault was last made on this laptop; null when none is known. */
export function lastBackupMs(open: Place): number | null {
  try {
    return open.files.read(fileOf(open), LastBackup)?.atMs ?? null;
  } catch {
    // A damaged note says nothing, and costs nothing.
    return null;
  }
}
