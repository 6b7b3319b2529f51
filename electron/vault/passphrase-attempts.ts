import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {
  type EraseAfter,
  noThrottle,
  PassphraseThrottle,
  passphraseTriesLeft,
  throttleAfterTry,
  throttleAtTime,
  WrongPassphrases,
} from '#domain/vault/wrong-passphrases.ts';
import { checksumOf } from './vault-header-file.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** The wait after wrong passphrases of one vault, kept over restarts. */
export interface ThrottleFile {
  /** How long is still to wait now. */
  waitMs(): number;
  /** Before a passphrase is tried, so that ending the app does not undo it; answers the wait if it turns out wrong. */
  countTry(): number;
  /** The passphrase was right. */
  clear(): void;
}

/** `kept`: what this process knows about the folder, for a disk that lets nothing be written. */
export function openThrottleFile(
  folder: string,
  kept: Map<string, PassphraseThrottle>,
  nowMs: () => number,
): ThrottleFile {
  const file = path.join(folder, 'throttle.json');

  const read = (): PassphraseThrottle => {
    const known = kept.get(folder) ?? readThrottleFile(file);
    const now = throttleAtTime(known, nowMs());
    // A clock that was turned back counts from here on, also after a restart.
    if (known.waitMs > 0 && now.atMs < known.atMs) keep(now);
    return now;
  };
  const keep = (throttle: PassphraseThrottle): void => {
    kept.set(folder, throttle);
    try {
      if (throttle.failures > 0) writeFileDurably(file, JSON.stringify(throttle));
      else fs.rmSync(file, { force: true });
    } catch {
      // A full disk must not keep a person out of their vault; this process remembers.
    }
  };

  return {
    waitMs: () => read().waitMs,
    countTry() {
      const next = throttleAfterTry(read(), nowMs());
      keep(next);
      return next.waitMs;
    },
    clear: () => keep(noThrottle),
  };
}

/** One that cannot be read counts as none: a damaged file must not lock anybody out. */
function readThrottleFile(file: string): PassphraseThrottle {
  try {
    return PassphraseThrottle.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return noThrottle;
  }
}

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

const eraseAfterFileName = 'erase-after.json';
const WrongPassphrasesFile = z.object({ v: z.literal(1), kept: WrongPassphrases, sum: z.string() });

/** `known`: what this process knows about the folder, for a disk that lets nothing be written. */
export function openEraseAfterFile(
  folder: string,
  known: Map<string, WrongPassphrases | null>,
): EraseAfterFile {
  const file = path.join(folder, eraseAfterFileName);
  const read = (): WrongPassphrases | null => {
    const kept = known.get(folder);
    return kept === undefined ? readWrongPassphrases(file) : kept;
  };
  const keep = (kept: WrongPassphrases | null): void => {
    known.set(folder, kept);
    try {
      if (kept === null) fs.rmSync(file, { force: true });
      else writeFileDurably(file, JSON.stringify({ v: 1, kept, sum: checksumOf(kept) }));
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
      const left = passphraseTriesLeft(before) - 1;
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
function readWrongPassphrases(file: string): WrongPassphrases | null {
  try {
    const { kept, sum } = WrongPassphrasesFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return sum === checksumOf(kept) ? kept : null;
  } catch {
    return null;
  }
}
