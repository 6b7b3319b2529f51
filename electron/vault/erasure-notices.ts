import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { EraseAfter } from '#domain/vault/wrong-passphrases.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** What became of a vault's unsent work: sealed into a file, not sealed, or gone after so many wrong passphrases. */
const ErasureNoticeFile = z.object({
  v: z.literal(1),
  label: z.string(),
  sealed: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), file: z.string() }),
    z.object({ kind: z.literal('failed') }),
    z.object({ kind: z.literal('wrongPassphrases'), count: EraseAfter }),
  ]),
});

/** What the person is told after a vault was erased. */
export type ErasureNotice = Readonly<Pick<z.infer<typeof ErasureNoticeFile>, 'label' | 'sealed'>> & {
  readonly vault: string;
};

/** What is still to be told of vaults that are gone, beside the vaults and in the clear. */
export interface ErasureNotices {
  /** Before the vault is erased, so that a crash cannot lose it; one that cannot be written keeps nothing from being erased. */
  keep(notice: ErasureNotice): void;
  /** Until the person has read them. */
  notices(): readonly ErasureNotice[];
  dismiss(vault: string): void;
}

export interface ErasureNoticesDependencies {
  readonly folder: string;
  readonly isThere: (vault: string) => boolean;
  readonly onBug: (error: unknown) => void;
}

export function openErasureNotices({ folder, isThere, onBug }: ErasureNoticesDependencies): ErasureNotices {
  const fileOf = (vault: string): string => path.join(folder, `${vault}.json`);
  const dismiss = (vault: string): void => fs.rmSync(fileOf(vault), { force: true });
  const read = (vault: string): readonly ErasureNotice[] => {
    // The erasing was cut off before it began. Another one would find a note that is not its own.
    if (isThere(vault)) {
      dismiss(vault);
      return [];
    }
    try {
      const { label, sealed } = ErasureNoticeFile.parse(JSON.parse(fs.readFileSync(fileOf(vault), 'utf8')));
      return [{ vault, label, sealed }];
    } catch {
      return []; // damaged: a sealed file is where it is all the same
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
