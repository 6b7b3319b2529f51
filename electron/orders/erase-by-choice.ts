import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { writeDurably } from '../vault/write-durably.ts';
import { sealInTime } from './carry-out.ts';
import { type SealableVault, sealOf } from './order-office.ts';

/** Erases the open vault because its person wants it, after its unsent work was sealed for headquarters. */
export interface EraseByChoice {
  /** Whatever becomes of the sealing, the vault is erased when this ends. */
  eraseSealed(): Promise<void>;
  /** Where the work is of vaults that are gone, until the person has read it. */
  notices(): readonly ErasedNotice[];
  dismiss(vault: string): void;
}

export interface EraseByChoiceParts {
  /** Null while locked. */
  readonly current: () => SealableVault | null;
  readonly stopWork: () => Promise<void>;
  readonly eraseVault: (id: string) => Promise<void>;
  /** The vault is gone: the window shows what happened. */
  readonly leave: () => void;
  /** Where sealed work outlives its vault. */
  readonly forHeadquarters: string;
  /** Where it is noted what is still to be told. */
  readonly noteFolder: string;
  readonly nowMs: () => number;
  readonly onBug: (error: unknown) => void;
  readonly sealWithinMs?: number;
}

/** A person waits before the screen, perhaps in a hurry. A season's journal is read and sealed in a few seconds. */
const patienceMs = 20_000;

const Note = z.object({
  v: z.literal(1),
  label: z.string(),
  sealed: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), file: z.string() }),
    z.object({ kind: z.literal('failed') }),
  ]),
});

/** What the person is told after the vault is gone. */
export type ErasedNotice = Readonly<Pick<z.infer<typeof Note>, 'label' | 'sealed'>> & {
  readonly vault: string;
};

export function createEraseByChoice(parts: EraseByChoiceParts): EraseByChoice {
  const { noteFolder } = parts;
  const fileOf = (vault: string): string => path.join(noteFolder, `${vault}.json`);
  let erasing: Promise<void> | null = null;

  /** A note that cannot be written keeps no vault from being erased. */
  const keep = (vault: string, note: z.infer<typeof Note>): void => {
    try {
      fs.mkdirSync(noteFolder, { recursive: true, mode: 0o700 });
      writeDurably(fileOf(vault), JSON.stringify(note));
    } catch (error) {
      parts.onBug(error);
    }
  };
  const read = (vault: string): readonly ErasedNotice[] => {
    try {
      const { label, sealed } = Note.parse(JSON.parse(fs.readFileSync(fileOf(vault), 'utf8')));
      return [{ vault, label, sealed }];
    } catch {
      return []; // damaged: the sealed file is where it is all the same
    }
  };
  const eraseNow = async (): Promise<void> => {
    const opened = parts.current();
    if (!opened) return;
    const { id, label } = opened;
    const { stopWork, forHeadquarters, nowMs, sealWithinMs = patienceMs } = parts;
    const work = {
      stopWork,
      sealUnsent: (stop: AbortSignal) => sealOf(opened, forHeadquarters, nowMs(), stop),
    };
    const sealed = await sealInTime(work, sealWithinMs, 1); // never rejects
    await opened.forget();
    if (sealed.kind === 'file')
      keep(id, { v: 1, label, sealed: { kind: 'file', file: path.normalize(sealed.file) } });
    if (sealed.kind === 'failed') keep(id, { v: 1, label, sealed: { kind: 'failed' } });
    await parts.eraseVault(id);
    parts.leave();
  };

  return {
    eraseSealed() {
      erasing ??= eraseNow().finally(() => (erasing = null));
      return erasing;
    },
    notices() {
      if (!fs.existsSync(noteFolder)) return [];
      const names = fs.readdirSync(noteFolder).map((name) => path.parse(name));
      return names.flatMap(({ name, ext }) =>
        ext === '.json' && z.uuid().safeParse(name).success ? read(name) : [],
      );
    },
    dismiss: (vault) => fs.rmSync(fileOf(vault), { force: true }),
  };
}
