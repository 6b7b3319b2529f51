import * as z from 'zod';
import { EraseAfter } from '#domain/vault/passphrase.ts';

const keyFingerprint = z.string().nullable();

/** Facts of the laptop itself from the shell; a part of the host's contract. */
export const laptopChannels = {
  /**
   * `disk`: whether the disk with the vaults is known to be encrypted; unknown is not the same as not
   * encrypted. `backupAtMs`: time of the last backup of the open vault on this laptop; null when none is
   * known.
   */
  'laptop.state': {
    ask: z.null(),
    response: z.object({
      disk: z.enum(['encrypted', 'unknown']),
      backupAtMs: z.int().nonnegative().nullable(),
    }),
  },
  /**
   * Whether another engine of Chromium's kept the vault's database before, and the present one deleted it.
   * Asked when the database was found to be gone.
   */
  'database.engineChanged': { ask: z.null(), response: z.boolean() },
  /** The database is open and was compared with the journal: the shell notes its engine. */
  'database.whole': { ask: z.null(), response: z.null() },
  /**
   * People at headquarters who can open the vault.
   * `fingerprint`: of the recovery key; null: nobody. `sinceMs`: first use of the key in this vault; null: at
   * an enrolment by an earlier version. `refused`: the last key that the earlier root had not signed.
   */
  'recovery.recipients': {
    ask: z.null(),
    response: z.object({
      fingerprint: keyFingerprint,
      sinceMs: z.int().nullable(),
      isUnread: z.boolean(),
      refused: z.object({ fingerprint: keyFingerprint, atMs: z.int(), isUnread: z.boolean() }).nullable(),
    }),
  },
  /** The person has read of it. */
  'recovery.read': { ask: z.null(), response: z.null() },
} as const;

const recoveryWaitMs = z.int().nonnegative();

/** Recovery of a vault with a forgotten passphrase; a part of the host's contract. Needs no network. */
export const recoveryChannels = {
  /**
   * Block and words from headquarters, for this vault.
   * `opened`: they are right, and a new passphrase is expected. `wrong`: they do not belong together, or the
   * block was changed on its way; nobody can tell which. `over`: they are right, and too old by the laptop's
   * clock.
   */
  'vault.recover': {
    ask: z.object({ id: z.uuid(), block: z.string().max(65_536), words: z.string().max(1_024) }),
    response: z.discriminatedUnion('kind', [
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
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('refused'), code: z.enum(['weak', 'gone', 'full', 'failed']) }),
    ]),
  },
  /** The person went back after `opened`: the opened key is forgotten. */
  'vault.dropRecovered': { ask: z.null(), response: z.null() },
} as const;

const backupPassphrase = z.string().min(1).max(1024);
const refusedWith = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.object({ kind: z.literal('refused'), code: z.enum(codes) });
const cancelledAnswer = z.object({ kind: z.literal('cancelled') });

/** Backups, and erasing a vault by choice; a part of the host's contract. Paths are chosen in the system's own dialogs. */
export const backupChannels = {
  /**
   * Let the person choose the place; the file is there, whole and encrypted by the passphrase, when it is
   * answered.
   */
  'backup.make': {
    ask: z.object({ name: z.string().max(200), passphrase: backupPassphrase }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('made'), file: z.string() }),
      cancelledAnswer,
      refusedWith(['weak', 'full', 'failed']),
    ]),
  },
  /** Let the person choose a file, which `backup.restore` then reads; answers its name without its folder. */
  'backup.choose': {
    ask: z.null(),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('chosen'), name: z.string() }),
      cancelledAnswer,
    ]),
  },
  /** Make a vault from the chosen backup and open it, under a new identity (P2), or leave nothing behind. */
  'backup.restore': {
    ask: z.object({ passphrase: backupPassphrase, label: z.string().max(80), next: backupPassphrase }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('wrong') }),
      refusedWith(['notBackup', 'newer', 'damaged', 'full', 'failed', 'weak', 'label']),
    ]),
  },
  /** Encrypt the changes that headquarters lacks, if there is time, and erase the open vault in any case. */
  'erase.sealed': { ask: z.null(), response: z.null() },
  /**
   * Places of the encrypted work of such vaults, until the person has read it. Also the vaults erased after
   * too many wrong passphrases.
   */
  'erase.notices': {
    ask: z.null(),
    response: z.readonly(
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
  'erase.dismiss': { ask: z.object({ vault: z.uuid() }), response: z.null() },
} as const;

/**
 * Kiosk: the laptop is given to participants, one after the other; a part of the host's contract. The window fills the
 * screen and cannot be closed. Locking ends it, and so does another page: then the keys are gone.
 */
export const kioskChannels = {
  /** Begin; fails without an open vault. */
  'kiosk.enter': { ask: z.null(), response: z.null() },
  /** End with the passphrase of the open vault; wrong tries make nobody wait elsewhere, and half a minute at most. */
  'kiosk.leave': {
    ask: z.object({ passphrase: z.string().min(1).max(1024) }),
    response: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('left') }),
      z.object({ kind: z.literal('wrong'), waitMs: z.int().nonnegative() }),
      z.object({ kind: z.literal('wait'), waitMs: z.int().nonnegative() }),
      z.object({ kind: z.literal('refused') }),
    ]),
  },
} as const;
