import fs from 'node:fs';
import { databaseFileIn } from './file-permissions.ts';

/**
 * Thrown where the database or its write-ahead log is no longer the file that this process has open: another program
 * removed or replaced it. A commit would then go into a file that nobody finds again.
 */
export class StoreFilesChangedError extends Error {
  /** Name of the file and its fate, such as `fieldbook.sqlite-wal is gone`. */
  readonly change: string;

  constructor(change: string) {
    super(`The files of the store changed: ${change}`);
    this.change = change;
  }
}

/** Files of an embedded store that a connection has open, as they were when it opened them. */
export interface StoreFiles {
  readonly databaseFile: string;
  /** Return the fate of the first file that changed; null while all are the same. Looks without opening a file. */
  readonly findChange: () => string | null;
}

/**
 * Note the files of a store that is open in WAL mode. SQLite keeps the log while any connection is open, so from then on
 * only another program removes or replaces one.
 */
export function noteStoreFiles(folder: string): StoreFiles {
  const databaseFile = databaseFileIn(folder);
  const noted = [databaseFile, `${databaseFile}-wal`].map((file) => ({ file, identity: identityOf(file) }));
  return {
    databaseFile,
    findChange: () => {
      for (const { file, identity } of noted) {
        const now = identityOf(file);
        if (now !== identity) return `${nameOf(file)} ${now === null ? 'is gone' : 'was replaced'}`;
      }
      return null;
    },
  };
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('fieldbook.sqlite'));

/** Device and inode of a file; null where there is none. */
function identityOf(file: string): string | null {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
