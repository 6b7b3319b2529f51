import type sodiumModule from 'libsodium-wrappers-sumo';
import type { JournalEntry } from '#renderer/store/journal-entry.ts';
import { isFull } from '../vault/journal/disk-codes.ts';
import type { Vault } from '../vault/vault.ts';
import { type BackupKey, openBackupKey, openOwn, readBackup } from './backup-file.ts';
import { type BackupHead, DamagedBackup, readBackupLines } from './backup-lines.ts';

/** A new, empty vault that a backup is put into. */
export interface EmptyVault {
  readonly id: string;
  readonly vault: Vault;
  readonly sealFrame: (text: string) => Uint8Array;
  /** Takes it away again, so that nothing is left. */
  readonly erase: () => Promise<void>;
}

export type Restored<R> =
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'refused'; readonly code: 'notBackup' | 'damaged' | 'full' | 'failed' }
  | R;

/**
 * Makes a vault of a backup. The whole file is read and checked before anything is written: one that is cut off, or
 * changed, or whose passphrase is another one leaves nothing behind. The vault is a new device from the first moment
 * (P2): the laptop that the backup was made on may still be at work. `create` may refuse with what it says.
 */
export async function restoreBackup<R extends { readonly kind: 'refused' }>(
  sodium: typeof sodiumModule,
  { file, passphrase }: { readonly file: string; readonly passphrase: string },
  create: (label: string) => Promise<EmptyVault | R>,
): Promise<Restored<R>> {
  try {
    const key = await openBackupKey(sodium, file, passphrase);
    if (key.kind !== 'key')
      return key.kind === 'wrong' ? { kind: 'wrong' } : { kind: 'refused', code: 'notBackup' };
    const head = await checkWhole(file, key);
    const made = await create(head.label);
    if ('kind' in made) return made;
    await fill(made, head, file, key).catch(async (error: unknown) => {
      await made.erase();
      throw error;
    });
    return { kind: 'open', id: made.id };
  } catch (error) {
    return { kind: 'refused', code: codeOf(error) };
  }
}

type Key = Extract<BackupKey, { kind: 'key' }>;

function codeOf(error: unknown): 'damaged' | 'full' | 'failed' {
  if (isFull(error)) return 'full';
  // What age finds wrong with a file is no class of its own.
  const isOfDisk = error instanceof Error && 'code' in error;
  return error instanceof DamagedBackup || !isOfDisk ? 'damaged' : 'failed';
}

async function checkWhole(file: string, key: Key): Promise<BackupHead> {
  let head: BackupHead | null = null;
  for await (const line of linesOf(file, key)) if (line.kind === 'head') head = line.head;
  if (head === null) throw new DamagedBackup('It has no head');
  return head;
}

const linesOf = (file: string, key: Key) =>
  readBackupLines(readBackup(file, key), (sealed) => openOwn(key, sealed));

/** So many entries are appended at once: a flush each would take minutes for a long season. */
const entriesAtOnce = 200;

async function fill(
  { vault, sealFrame }: EmptyVault,
  head: BackupHead,
  file: string,
  key: Key,
): Promise<void> {
  vault.fill({ device: head.device, enrolment: head.enrolment });
  vault.renew('restored');
  let waiting: JournalEntry[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const answer = await vault.journal.append(waiting.map((entry) => sealFrame(JSON.stringify(entry))));
    waiting = [];
    if (answer.kind === 'refused')
      throw Object.assign(new Error(answer.why), { code: refusalCodes[answer.code] });
  };
  for await (const line of linesOf(file, key)) {
    if (line.kind !== 'entry') continue;
    waiting.push(line.entry);
    if (waiting.length === entriesAtOnce) await flush();
  }
  await flush();
}

const refusalCodes = { full: 'ENOSPC', failed: 'EIO' } as const;
