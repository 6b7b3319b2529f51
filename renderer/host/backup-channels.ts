import * as z from 'zod';
import { EraseAfter } from '#domain/vault/erase-after.ts';

const passphrase = z.string().min(1).max(1024);
const refused = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.object({ kind: z.literal('refused'), code: z.enum(codes) });
const cancelled = z.object({ kind: z.literal('cancelled') });

/** Backups, and erasing a vault by choice; a part of the host's contract. Paths are chosen in the system's own dialogs. */
export const backupChannels = {
  /** The person says where to; the file is there, whole and sealed by the passphrase, when it is answered. */
  'backup.make': {
    ask: z.object({ name: z.string().max(200), passphrase }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('made'), file: z.string() }),
      cancelled,
      refused(['weak', 'full', 'failed']),
    ]),
  },
  /** The person chooses a file, which `backup.restore` then reads; answers its name without its folder. */
  'backup.choose': {
    ask: z.null(),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('chosen'), name: z.string() }),
      cancelled,
    ]),
  },
  /** Makes a vault of the chosen backup and opens it, under a new identity (P2), or leaves nothing behind. */
  'backup.restore': {
    ask: z.object({ passphrase, label: z.string().max(80), next: passphrase }),
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open'), id: z.uuid() }),
      z.object({ kind: z.literal('wrong') }),
      refused(['notBackup', 'damaged', 'full', 'failed', 'weak', 'label']),
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
