import fs from 'node:fs';
import path from 'node:path';

const otherAccountsMask = 0o077;
const privateFolderMode = 0o700;
const privateFileMode = 0o600;
const databaseFileNames = ['fieldbook.sqlite', 'fieldbook.sqlite-wal', 'fieldbook.sqlite-shm'];

/** File that is there while a server runs on the store, and after an unclean end. */
export const runningMarkName = 'fieldbook.running';
/** File with the codes of the last start, for the operator. */
export const startCodesName = 'start-codes.txt';
const rescuedCopy = /^fieldbook-rescued-\w+\.sqlite$/;

/** Return the path of the embedded store's database in its folder. */
export const databaseFileIn = (folder: string): string => path.join(folder, 'fieldbook.sqlite');

/**
 * Create missing folder and database file, for the account of the server alone (ASVS 13.3.2). SQLite gives `-wal` and
 * `-shm` the mode of the database file. Throws when the folder cannot be written.
 *
 * An existing database file must never be opened and closed here. POSIX drops all locks of a process on a file when it
 * closes any descriptor of it. Another program then takes SQLite's log for its own and deletes it.
 */
export function createMissingStoreFiles(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: privateFolderMode });
  try {
    fs.closeSync(fs.openSync(databaseFileIn(folder), 'ax', privateFileMode));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
}

/**
 * Remove the rights of other accounts from files of this one: the embedded store's folder, its database, and key files.
 * A folder that also has foreign files is left unchanged: other programs may need to reach those.
 * @param folder Folder of the embedded store; null for a store elsewhere.
 * @param keyFiles Files of keys; missing ones are skipped.
 * @returns Paths that other accounts can still reach. Always empty on Windows, where folders inherit their rights.
 */
export function restrictToOwnAccount(folder: string | null, keyFiles: readonly string[]): readonly string[] {
  if (process.platform === 'win32') return [];
  const inFolder = folder === null ? [] : databaseFileNames.map((name) => path.join(folder, name));
  const left = [...inFolder, ...keyFiles].filter((file) => !isClosedToOthers(file, privateFileMode));
  if (folder === null) return left;
  const isOurs = fs.readdirSync(folder).every((name) => isOwnStoreFile(path.join(folder, name), keyFiles));
  return isClosedToOthers(folder, isOurs ? privateFolderMode : null) ? left : [folder, ...left];
}

/** Build the operator's warning about paths that stay open, with its stable code. */
export const accessibleFilesWarning = (paths: readonly string[]): string =>
  `open-to-others: other accounts of this machine can reach ${paths.join(', ')}; ` +
  'give them to the account of the server alone (chmod 700 for the folder, 600 for files) or use a folder of its own';

const isOwnStoreFile = (file: string, keyFiles: readonly string[]): boolean =>
  databaseFileNames.includes(path.basename(file)) ||
  ['sealing.key', runningMarkName, startCodesName].includes(path.basename(file)) ||
  rescuedCopy.test(path.basename(file)) ||
  keyFiles.some((one) => path.resolve(one) === path.resolve(file));

/** Return whether no other account has a right, if need be after setting `mode`. Missing paths count as closed. */
function isClosedToOthers(file: string, mode: number | null): boolean {
  const before = fileModeOf(file);
  if (before === null || (before & otherAccountsMask) === 0) return true;
  if (mode === null) return false;
  try {
    fs.chmodSync(file, mode);
  } catch {
    return false; // of another account, or on a read-only file system
  }
  return ((fileModeOf(file) ?? 0) & otherAccountsMask) === 0; // some file systems accept a mode and keep none
}

const fileModeOf = (file: string): number | null =>
  fs.statSync(file, { throwIfNoEntry: false })?.mode ?? null;
