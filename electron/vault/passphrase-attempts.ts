import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {
  type EraseAfter,
  longestKioskWaitMs,
  noThrottle,
  PassphraseThrottle,
  passphraseTriesLeft,
  throttleAfterTry,
  throttleAtTime,
  WrongPassphrases,
} from '#domain/vault/passphrase.ts';
import { checksumOf } from './vault-header.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Wait after wrong passphrases for one vault, kept over restarts. */
export interface ThrottleFile {
  /** Return the remaining wait. */
  waitMs(): number;
  /** Count a try before it is made, so that ending the app does not undo it. Returns the wait in case it is wrong. */
  countTry(): number;
  /** Reset after a right passphrase. */
  clear(): void;
}

/**
 * Throttle of the kiosk, apart from the lock screen's. A participant who tries passphrases there makes nobody wait
 * elsewhere, and the trainer half a minute at most. It lasts as long as the app runs.
 */
export function createKioskThrottle(nowMs: () => number): ThrottleFile {
  let passphraseThrottle = noThrottle;
  return {
    waitMs: () => throttleAtTime(passphraseThrottle, nowMs()).waitMs,
    countTry() {
      passphraseThrottle = throttleAfterTry(passphraseThrottle, nowMs(), longestKioskWaitMs);
      return passphraseThrottle.waitMs;
    },
    clear() {
      passphraseThrottle = noThrottle;
    },
  };
}

/** Open the file. `kept`: state of this process, for a disk that refuses writes. */
export function openThrottleFile(
  folder: string,
  kept: Map<string, PassphraseThrottle>,
  nowMs: () => number,
): ThrottleFile {
  const file = path.join(folder, 'throttle.json');

  const read = (): PassphraseThrottle => {
    const knownPassphraseThrottle = kept.get(folder) ?? readThrottleFile(file);
    const now = throttleAtTime(knownPassphraseThrottle, nowMs());
    // After a clock was turned back the wait counts from now, also after a restart.
    if (knownPassphraseThrottle.waitMs > 0 && now.atMs < knownPassphraseThrottle.atMs) keep(now);
    return now;
  };
  const keep = (passphraseThrottle: PassphraseThrottle): void => {
    kept.set(folder, passphraseThrottle);
    try {
      if (passphraseThrottle.failures > 0) writeFileDurably(file, JSON.stringify(passphraseThrottle));
      else fs.rmSync(file, { force: true });
    } catch {
      // A full disk must not block a person from their vault; this process remembers.
    }
  };

  return {
    waitMs: () => read().waitMs,
    countTry() {
      const nextPassphraseThrottle = throttleAfterTry(read(), nowMs());
      keep(nextPassphraseThrottle);
      return nextPassphraseThrottle.waitMs;
    },
    clear: () => keep(noThrottle),
  };
}

/** Read the file; an unreadable one counts as none, since a damaged file must not block anybody. */
function readThrottleFile(file: string): PassphraseThrottle {
  try {
    return PassphraseThrottle.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return noThrottle;
  }
}

/**
 * Limit and number of wrong passphrases before a vault erases itself. Unencrypted beside the vault, since it must hold
 * while the vault is locked. An attacker with write access can remove it, but could also copy the vault.
 */
export interface EraseAfterFile {
  /** Return the state; null for a vault that never erases itself. */
  read(): WrongPassphrases | null;
  /** Set the programme's limit, as the open vault knows it; another limit restarts the count. */
  set(eraseAfter: EraseAfter | null): void;
  /**
   * Count a wrong passphrase. Returns the tries left, on the disk when it returns; null without a limit. At 0 the vault
   * must be erased. That is not written, so that an interrupted erasure counts for nothing.
   */
  countWrong(): number | null;
  /** Reset after the vault was opened. */
  clear(): void;
}

const eraseAfterFileName = 'erase-after.json';
const WrongPassphrasesFile = z.object({ v: z.literal(1), kept: WrongPassphrases, sum: z.string() });

/** Open the file. `known`: state of this process, for a disk that refuses writes. */
export function openEraseAfterFile(
  folder: string,
  known: Map<string, WrongPassphrases | null>,
): EraseAfterFile {
  const file = path.join(folder, eraseAfterFileName);
  const read = (): WrongPassphrases | null => {
    const keptWrongPassphrases = known.get(folder);
    return keptWrongPassphrases === undefined ? readWrongPassphrases(file) : keptWrongPassphrases;
  };
  const keep = (keptWrongPassphrases: WrongPassphrases | null): void => {
    known.set(folder, keptWrongPassphrases);
    try {
      if (keptWrongPassphrases === null) fs.rmSync(file, { force: true });
      else
        writeFileDurably(
          file,
          JSON.stringify({ v: 1, kept: keptWrongPassphrases, sum: checksumOf(keptWrongPassphrases) }),
        );
    } catch {
      // A full disk must not block a person from their vault; this process remembers, and the next unlock writes it.
    }
  };
  return {
    read,
    set(eraseAfter) {
      if (eraseAfter === (read()?.eraseAfter ?? null)) return;
      keep(eraseAfter === null ? null : { eraseAfter, wrong: 0 });
    },
    countWrong() {
      const previousWrongPassphrases = read();
      if (previousWrongPassphrases === null) return null;
      const left = passphraseTriesLeft(previousWrongPassphrases) - 1;
      if (left > 0) keep({ ...previousWrongPassphrases, wrong: previousWrongPassphrases.wrong + 1 });
      return left;
    },
    clear() {
      const previousWrongPassphrases = read();
      if (previousWrongPassphrases !== null && previousWrongPassphrases.wrong > 0)
        keep({ ...previousWrongPassphrases, wrong: 0 });
    },
  };
}

/**
 * Read the file; a damaged one counts as none, since it must never cause an erasure. The next open vault writes it
 * again.
 */
function readWrongPassphrases(file: string): WrongPassphrases | null {
  try {
    const { kept, sum } = WrongPassphrasesFile.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return sum === checksumOf(kept) ? kept : null;
  } catch {
    return null;
  }
}
