import fs from 'node:fs';
import path from 'node:path';
import {
  longestKioskWaitMs,
  noThrottle,
  PassphraseThrottle,
  throttleAfterTry,
  throttleAtTime,
} from '#domain/vault/passphrase.ts';
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
