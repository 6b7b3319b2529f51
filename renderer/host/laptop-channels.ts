import * as z from 'zod';

const fingerprint = z.string().nullable();

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
      fingerprint,
      sinceMs: z.int().nullable(),
      isUnread: z.boolean(),
      refused: z.object({ fingerprint, atMs: z.int(), isUnread: z.boolean() }).nullable(),
    }),
  },
  /** The person has read of it. */
  'recovery.read': { ask: z.null(), answer: z.null() },
} as const;
