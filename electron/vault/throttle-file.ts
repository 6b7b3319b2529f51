import fs from 'node:fs';
import path from 'node:path';
import { noThrottle, Throttle, throttleAfterTry, throttleAt } from '#domain/vault/throttle.ts';
import { writeDurably } from './write-durably.ts';

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
export function throttleFile(folder: string, kept: Map<string, Throttle>, nowMs: () => number): ThrottleFile {
  const file = path.join(folder, 'throttle.json');

  const read = (): Throttle => {
    const known = kept.get(folder) ?? readThrottle(file);
    const now = throttleAt(known, nowMs());
    // A clock that was turned back counts from here on, also after a restart.
    if (known.waitMs > 0 && now.atMs < known.atMs) keep(now);
    return now;
  };
  const keep = (throttle: Throttle): void => {
    kept.set(folder, throttle);
    try {
      if (throttle.failures > 0) writeDurably(file, JSON.stringify(throttle));
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
function readThrottle(file: string): Throttle {
  try {
    return Throttle.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return noThrottle;
  }
}
