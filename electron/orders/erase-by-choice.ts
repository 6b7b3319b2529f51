import path from 'node:path';
import { sealInTime } from './carry-out.ts';
import type { ErasedNotes } from '../vault/erased-notes.ts';
import { type SealableVault, sealOf } from './order-office.ts';

/** Erases the open vault because its person wants it, after its unsent work was sealed for headquarters. */
export interface EraseByChoice {
  /** Whatever becomes of the sealing, the vault is erased when this ends. */
  eraseSealed(): Promise<void>;
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
  readonly notes: ErasedNotes;
  readonly nowMs: () => number;
  readonly sealWithinMs?: number;
}

/** A person waits before the screen, perhaps in a hurry. A season's journal is read and sealed in a few seconds. */
const patienceMs = 20_000;

export function createEraseByChoice(parts: EraseByChoiceParts): EraseByChoice {
  let erasing: Promise<void> | null = null;

  const eraseNow = async (): Promise<void> => {
    const opened = parts.current();
    if (!opened) return;
    const { id, label } = opened;
    const { stopWork, forHeadquarters, notes, nowMs, sealWithinMs = patienceMs } = parts;
    const work = {
      stopWork,
      sealUnsent: (stop: AbortSignal) => sealOf(opened, forHeadquarters, nowMs(), stop),
    };
    const sealed = await sealInTime(work, sealWithinMs, 1); // never rejects
    await opened.forget();
    if (sealed.kind === 'file')
      notes.keep({ vault: id, label, sealed: { kind: 'file', file: path.normalize(sealed.file) } });
    if (sealed.kind === 'failed') notes.keep({ vault: id, label, sealed: { kind: 'failed' } });
    await parts.eraseVault(id);
    parts.leave();
  };

  return {
    eraseSealed() {
      erasing ??= eraseNow().finally(() => (erasing = null));
      return erasing;
    },
  };
}
