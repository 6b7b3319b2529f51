import path from 'node:path';
import { encryptUnsentInTime } from './execute-command.ts';
import type { ErasureNotices } from '../vault/erasure-notices.ts';
import { type ReadableVaultLease, encryptUnsentOf } from './remote-command-service.ts';

/** Erasure of the open vault at its person's wish, after its unsent work was encrypted for headquarters. */
export interface ChosenErasure {
  /** Encrypt unsent work, then erase the vault, also when the encryption failed. */
  encryptAndErase(): Promise<void>;
}

export interface ChosenErasureDependencies {
  /** Null while locked. */
  readonly current: () => ReadableVaultLease | null;
  readonly stopWork: () => Promise<void>;
  readonly eraseVault: (id: string) => Promise<void>;
  /** Called when the vault is gone: the window shows the result. */
  readonly leave: () => void;
  /** Folder for encrypted work, which outlives its vault. */
  readonly forHeadquarters: string;
  readonly notes: ErasureNotices;
  readonly nowMs: () => number;
  readonly sealWithinMs?: number;
}

/** A person waits at the screen, perhaps in a hurry. Reading and encrypting a season's journal takes a few seconds. */
const encryptTimeoutMs = 20_000;

export function createChosenErasure(parts: ChosenErasureDependencies): ChosenErasure {
  let erasing: Promise<void> | null = null;

  const eraseNow = async (): Promise<void> => {
    const opened = parts.current();
    if (!opened) return;
    const { id, label } = opened;
    const { stopWork, forHeadquarters, notes, nowMs, sealWithinMs = encryptTimeoutMs } = parts;
    const work = {
      stopWork,
      sealUnsent: (stop: AbortSignal) => encryptUnsentOf(opened, forHeadquarters, nowMs(), stop),
    };
    const sealed = await encryptUnsentInTime(work, sealWithinMs, 1); // never rejects
    await opened.release();
    if (sealed.kind === 'file')
      notes.keep({ vault: id, label, sealed: { kind: 'file', file: path.normalize(sealed.file) } });
    if (sealed.kind === 'failed') notes.keep({ vault: id, label, sealed: { kind: 'failed' } });
    await parts.eraseVault(id);
    parts.leave();
  };

  return {
    encryptAndErase() {
      erasing ??= eraseNow().finally(() => (erasing = null));
      return erasing;
    },
  };
}
