import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type EraseAfter, triesLeft, WrongPassphrases } from '#domain/vault/erase-after.ts';
import { sumOf } from './sum.ts';
import { writeDurably } from './write-durably.ts';

/**
 * After how many wrong passphrases a vault erases itself, and how many there were: beside the vault and in the clear,
 * since it must hold while the vault is locked. Whoever can write here can take it away, as they can copy the vault.
 */
export interface EraseAfterFile {
  /** Null where the vault never erases itself. */
  read(): WrongPassphrases | null;
  /** What the open vault knows of its programme; another number counts from none. */
  set(eraseAfter: EraseAfter | null): void;
  /**
   * A passphrase was tried and is wrong. How many are left, on the disk when it returns; null where any number is. With 0
   * the vault is to be erased: that is not written, so that what a crash cuts off counts for nothing.
   */
  countWrong(): number | null;
  /** The vault was opened. */
  clear(): void;
}

const name = 'erase-after.json';
const KeptFile = z.object({ v: z.literal(1), kept: WrongPassphrases, sum: z.string() });

/** `known`: what this process knows about the folder, for a disk that lets nothing be written. */
export function eraseAfterFile(folder: string, known: Map<string, WrongPassphrases | null>): EraseAfterFile {
  const file = path.join(folder, name);
  const read = (): WrongPassphrases | null => {
    const kept = known.get(folder);
    return kept === undefined ? readKept(file) : kept;
  };
  const keep = (kept: WrongPassphrases | null): void => {
    known.set(folder, kept);
    try {
      if (kept === null) fs.rmSync(file, { force: true });
      else writeDurably(file, JSON.stringify({ v: 1, kept, sum: sumOf(kept) }));
    } catch {
      // A full disk must not keep a person out of their vault; this process remembers, and the next opening writes it.
    }
  };
  return {
    read,
    set(eraseAfter) {
      if (eraseAfter === (read()?.eraseAfter ?? null)) return;
      keep(eraseAfter === null ? null : { eraseAfter, wrong: 0 });
    },
    countWrong() {
      const before = read();
      if (before === null) return null;
      const left = triesLeft(before) - 1;
      if (left > 0) keep({ ...before, wrong: before.wrong + 1 });
      return left;
    },
    clear() {
      const before = read();
      if (before !== null && before.wrong > 0) keep({ ...before, wrong: 0 });
    },
  };
}

/** One that is damaged counts as none: it must never erase anything. The next open vault writes it anew. */
function readKept(file: string): WrongPassphrases | null {
  try {
    const { kept, sum } = KeptFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return sum === sumOf(kept) ? kept : null;
  } catch {
    return null;
  }
}
