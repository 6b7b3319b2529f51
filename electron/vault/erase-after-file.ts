import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { type EraseAfter, passphraseTriesLeft, WrongPassphrases } from '#domain/vault/passphrase.ts';
import { checksumOf } from './vault-header.ts';
import { writeFileDurably } from './write-file-durably.ts';

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
