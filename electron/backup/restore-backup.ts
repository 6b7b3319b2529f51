import type sodiumModule from 'libsodium-wrappers-sumo';
import type { JournalEntry } from '#renderer/store/journal/journal-entry.ts';
import { isDiskFull } from '../journal/journal-disk.ts';
import type { Vault } from '../vault/vault.ts';
import {
  type BackupHead,
  type BackupKey,
  DamagedBackupError,
  decryptBackupFile,
  decryptBackupKey,
  decryptPrivatePart,
  readBackupLines,
} from './backup-format.ts';

/** New, empty vault to restore a backup into. */
export interface EmptyRestoreVault {
  readonly id: string;
  readonly vault: Vault;
  readonly sealFrame: (text: string) => Uint8Array;
  /** Remove the vault without a trace. */
  readonly erase: () => Promise<void>;
}

export type RestoreResult<R> =
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'refused'; readonly code: 'notBackup' | 'damaged' | 'full' | 'failed' }
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
    const key = await decryptBackupKey(sodium, file, passphrase);
    if (key.kind !== 'key')
      return key.kind === 'wrong' ? { kind: 'wrong' } : { kind: 'refused', code: 'notBackup' };
    const head = await checkWholeBackup(file, key);
    const made = await create(head.label);
    if ('kind' in made) return made;
    await fillVault(made, head, file, key).catch(async (error: unknown) => {
      await made.erase();
      throw error;
    });
    return { kind: 'open', id: made.id };
  } catch (error) {
    return { kind: 'refused', code: restoreRefusalCode(error) };
  }
}

type OpenedBackupKey = Extract<BackupKey, { kind: 'key' }>;

function restoreRefusalCode(error: unknown): 'damaged' | 'full' | 'failed' {
  if (isDiskFull(error)) return 'full';
  // age has no error class of its own.
  const isOfDisk = error instanceof Error && 'code' in error;
  return error instanceof DamagedBackupError || !isOfDisk ? 'damaged' : 'failed';
}

async function checkWholeBackup(file: string, key: OpenedBackupKey): Promise<BackupHead> {
  let head: BackupHead | null = null;
  for await (const line of readLinesOf(file, key)) if (line.kind === 'head') head = line.head;
  if (head === null) throw new DamagedBackupError('It has no head');
  return head;
}

const readLinesOf = (file: string, key: OpenedBackupKey) =>
  readBackupLines(decryptBackupFile(file, key), (sealed) => decryptPrivatePart(key, sealed));

/** Entries per append: one flush for each entry would take minutes for a long season. */
const entriesPerAppend = 200;

async function fillVault(
  { vault, sealFrame }: EmptyRestoreVault,
  head: BackupHead,
  file: string,
  key: OpenedBackupKey,
): Promise<void> {
  vault.restoreContents({ device: head.device, enrolment: head.enrolment });
  vault.renew('restored');
  let waiting: JournalEntry[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const answer = await vault.journal.append(waiting.map((entry) => sealFrame(JSON.stringify(entry))));
    waiting = [];
    if (answer.kind === 'refused')
      throw Object.assign(new Error(answer.why), { code: errorCodeByRefusal[answer.code] });
  };
  for await (const line of readLinesOf(file, key)) {
    if (line.kind !== 'entry') continue;
    waiting.push(line.entry);
    if (waiting.length === entriesPerAppend) await flush();
  }
  await flush();
}

const errorCodeByRefusal = { full: 'ENOSPC', failed: 'EIO' } as const;
