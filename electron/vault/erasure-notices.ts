import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { EraseAfter } from '#domain/vault/passphrase.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Fate of a vault's unsent work: encrypted into a file, not encrypted, or lost after too many wrong passphrases. */
const ErasureNoticeFile = z.object({
  v: z.literal(1),
  label: z.string(),
  sealed: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), file: z.string() }),
    z.object({ kind: z.literal('failed') }),
    z.object({ kind: z.literal('wrongPassphrases'), count: EraseAfter }),
  ]),
});

/** Notice to the person after a vault was erased. */
type ErasureNotice = Readonly<Pick<z.infer<typeof ErasureNoticeFile>, 'label' | 'sealed'>> & {
  readonly vault: string;
};

/** Unread notices about erased vaults, stored unencrypted beside the vaults. */
export interface ErasureNotices {
  /**
   * Keep a notice before the erasure, so that a crash cannot lose it. A failure to write it does not stop the erasure.
   */
  keep(erasureNotice: ErasureNotice): void;
  /** Return the notices until the person has read them. */
  notices(): readonly ErasureNotice[];
  dismiss(vault: string): void;
}

interface ErasureNoticesDependencies {
  readonly folder: string;
  readonly isThere: (vault: string) => boolean;
  readonly onBug: (error: unknown) => void;
}

/** Open the notices in their folder. A damaged notice is ignored: its encrypted file still exists. */
export function openErasureNotices({ folder, isThere, onBug }: ErasureNoticesDependencies): ErasureNotices {
  const fileOf = (vault: string): string => path.join(folder, `${vault}.json`);
  const dismiss = (vault: string): void => fs.rmSync(fileOf(vault), { force: true });
  const read = (vault: string): readonly ErasureNotice[] => {
    // The erasure was interrupted before it began. A later one would find a foreign note.
    if (isThere(vault)) {
      dismiss(vault);
      return [];
    }
    try {
      const { label, sealed } = ErasureNoticeFile.parse(JSON.parse(fs.readFileSync(fileOf(vault), 'utf8')));
      return [{ vault, label, sealed }];
    } catch {
      return []; // damaged: the encrypted file still exists
    }
  };
  return {
    keep({ vault, label, sealed }) {
      try {
        fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileDurably(
          fileOf(vault),
          JSON.stringify({ v: 1, label, sealed } satisfies z.infer<typeof ErasureNoticeFile>),
        );
      } catch (error) {
        onBug(error);
      }
    },
    notices() {
      if (!fs.existsSync(folder)) return [];
      const names = fs.readdirSync(folder).map((name) => path.parse(name));
      return names.flatMap(({ name, ext }) =>
        ext === '.json' && z.uuid().safeParse(name).success ? read(name) : [],
      );
    },
    dismiss,
  };
}
