import * as z from 'zod';
import { EraseAfter } from '#domain/vault/wrong-passphrases.ts';

const keyFingerprint = z.string().nullable();

/** What the shell knows of the laptop itself; a part of the host's contract. */
export const laptopChannels = {
  /**
   * `disk`: whether the disk that the vaults lie on is known to be encrypted; not known is not the same as not encrypted.
   * `backupAtMs`: when a backup of the open vault was last made here; null when none is known.
   */
  'laptop.state': {
    ask: z.null(),
    answer: z.object({
      disk: z.enum(['encrypted', 'unknown']),
      backupAtMs: z.int().nonnegative().nullable(),
    }),
  },
  /**
   * Was the vault's database of before kept by another engine of Chromium's than the one of now, which deleted it? Asked
   * when the database was found to be gone.
   */
  'database.engineChanged': { ask: z.null(), answer: z.boolean() },
  /** The database is open and was compared with the journal: the shell notes the engine that keeps it. */
  'database.whole': { ask: z.null(), answer: z.null() },
  /**
   * Who at headquarters can open the vault: `fingerprint` of the recovery key (null: nobody), since when the vault follows it
   * (null: since an enrolment by an earlier version), and the last one that was not under the root of before.
   */
  'recovery.recipients': {
    ask: z.null(),
    answer: z.object({
      fingerprint: keyFingerprint,
      sinceMs: z.int().nullable(),
      isUnread: z.boolean(),
      refused: z.object({ fingerprint: keyFingerprint, atMs: z.int(), isUnread: z.boolean() }).nullable(),
    }),
  },
  /** The person has read of it. */
  'recovery.read': { ask: z.null(), answer: z.null() },
} as const;

const recoveryWaitMs = z.int().nonnegative();

/** The way back in for who forgot the passphrase; a part of the host's contract. Needs no network. */
export const recoveryChannels = {
  /**
   * The block and the words that headquarters gave, for this vault. `opened`: they are right, and a new passphrase is
   * awaited. `wrong`: they do not belong together, or the block was changed on its way; nobody can tell which. `over`:
   * they are right, and too old by the laptop's clock.
   */
  'vault.recover': {
    ask: z.object({ id: z.uuid(), block: z.string().max(65_536), words: z.string().max(1_024) }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened') }),
      z.object({ kind: z.literal('wrong'), waitMs: recoveryWaitMs }),
      z.object({ kind: z.literal('wait'), waitMs: recoveryWaitMs }),
      z.object({
        kind: z.literal('refused'),
        code: z.enum(['block', 'words', 'otherVault', 'over', 'failed']),
      }),
    ]),
  },
  /** After `opened`: the passphrase from now on. `gone`: that was too long ago. */
  'vault.renewPassphrase': {
    ask: z.object({ id: z.uuid(), next: z.string().min(1).max(1024) }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('refused'), code: z.enum(['weak', 'gone', 'full', 'failed']) }),
    ]),
  },
  /** The person went back after `opened`: what was opened is forgotten. */
  'vault.dropRecovered': { ask: z.null(), answer: z.null() },
} as const;

const backupPassphrase = z.string().min(1).max(1024);
const refusedWith = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.object({ kind: z.literal('refused'), code: z.enum(codes) });
const cancelledAnswer = z.object({ kind: z.literal('cancelled') });

/** Backups, and erasing a vault by choice; a part of the host's contract. Paths are chosen in the system's own dialogs. */
export const backupChannels = {
  /** The person says where to; the file is there, whole and sealed by the passphrase, when it is answered. */
  'backup.make': {
    ask: z.object({ name: z.string().max(200), passphrase: backupPassphrase }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('made'), file: z.string() }),
      cancelledAnswer,
      refusedWith(['weak', 'full', 'failed']),
    ]),
  },
  /** The person chooses a file, which `backup.restore` then reads; answers its name without its folder. */
  'backup.choose': {
    ask: z.null(),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('chosen'), name: z.string() }),
      cancelledAnswer,
    ]),
  },
  /** Makes a vault of the chosen backup and opens it, under a new identity (P2), or leaves nothing behind. */
  'backup.restore': {
    ask: z.object({ passphrase: backupPassphrase, label: z.string().max(80), next: backupPassphrase }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('wrong') }),
      refusedWith(['notBackup', 'damaged', 'full', 'failed', 'weak', 'label']),
    ]),
  },
  /** Seals what headquarters lacks, if that can be done in time, and erases the open vault in any case. */
  'erase.sealed': { ask: z.null(), answer: z.null() },
  /**
   * Where the sealed work of vaults is that were erased like that, until the person has read it; and which vaults erased
   * themselves after so many wrong passphrases.
   */
  'erase.notices': {
    ask: z.null(),
    answer: z.readonly(
      z.array(
        z.readonly(
          z.object({
            vault: z.uuid(),
            label: z.string(),
            sealed: z.discriminatedUnion('kind', [
              z.object({ kind: z.literal('file'), file: z.string() }),
              z.object({ kind: z.literal('failed') }),
              z.object({ kind: z.literal('wrongPassphrases'), count: EraseAfter }),
            ]),
          }),
        ),
      ),
    ),
  },
  'erase.dismiss': { ask: z.object({ vault: z.uuid() }), answer: z.null() },
} as const;
