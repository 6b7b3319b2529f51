import * as z from 'zod';

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
} as const;
