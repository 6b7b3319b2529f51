import fs from 'node:fs/promises';
import path from 'node:path';

/** Return whether the system rejected with this code. */
export const hasErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Return whether the disk refused because it is full. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => hasErrorCode(error, code));

/** Create the error of a full disk. */
export const createDiskFullError = (): Error =>
  Object.assign(new Error('There is no room on the disk'), { code: 'ENOSPC' });

/**
 * Folder of a vault's journal, as a port. The real one is `node-journal-disk.ts`; the simulation's disk loses unflushed
 * pages in a crash. Every call rejects when the disk refuses, with Node's `code` (`ENOSPC`, `EIO`).
 */
export interface JournalDisk {
  /** List the names of all files, in no order. */
  list(): Promise<readonly string[]>;
  /** Read the whole file. */
  read(name: string): Promise<Uint8Array>;
  /** Create a file of this many zero bytes with its space allocated, flushed with its name. Rejects when it exists. */
  create(name: string, bytes: number): Promise<JournalFile>;
  open(name: string): Promise<JournalFile>;
  /** Delete a file. No error when it does not exist. */
  remove(name: string): Promise<void>;
  /** Return the approximate free space; it may be outdated at once. */
  freeBytes(): Promise<number>;
}

/** Open file. Written bytes are safe only after `flush`. */
export interface JournalFile {
  write(atByte: number, bytes: Uint8Array): Promise<void>;
  /** `fdatasync`. After a rejection the content written since the last flush is unknown. */
  flush(): Promise<void>;
  /** Whether the name still leads to this file. If not, writes to it are lost when it is closed. */
  hasName(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Open a folder of this computer as the journal's disk. File systems that copy on write or compress may ignore
 * preallocation. There the journal is as safe as any other file, and a full disk shows only at a write.
 */
export function openNodeJournalDisk(folder: string): JournalDisk {
  const pathOf = (name: string): string => path.join(folder, name);
  return {
    async list() {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      return (await fs.readdir(folder)).filter((name) => !name.endsWith(unfinishedSuffix));
    },
    read: (name) => fs.readFile(pathOf(name)),
    create: (name, bytes) => createWholeFile(pathOf(name), bytes),
    async open(name) {
      return asJournalFile(await fs.open(pathOf(name), 'r+'), pathOf(name));
    },
    remove: (name) => fs.rm(pathOf(name), { force: true }),
    async freeBytes() {
      const { blocks, bavail, bsize } = await fs.statfs(folder);
      return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize; // some file systems report nothing
    },
  };
}

/** Suffix of an unfinished file; the next file of its name replaces it. */
const unfinishedSuffix = '.new';

/**
 * Create a file that gets its name only when all of it is on the disk. After a crash there is the whole file or none.
 */
async function createWholeFile(file: string, bytes: number): Promise<JournalFile> {
  if (await doesFileExist(file)) throw Object.assign(new Error('The file is there'), { code: 'EEXIST' });
  const made = file + unfinishedSuffix;
  try {
    await writeZeroFile(made, bytes);
    await fs.rename(made, file);
  } catch (error) {
    await fs.rm(made, { force: true });
    throw error;
  }
  await flushDiskFolder(path.dirname(file));
  return asJournalFile(await fs.open(file, 'r+'), file);
}

const zeroChunkBytes = 1024 * 1024;

// Node has no fallocate, and a file that is only extended takes no space: the zeros must be written.
async function writeZeroFile(file: string, bytes: number): Promise<void> {
  const zeros = new Uint8Array(Math.min(zeroChunkBytes, bytes));
  const handle = await fs.open(file, 'w', 0o600);
  try {
    for (let at = 0; at < bytes; at += zeroChunkBytes)
      await writeAllBytes(handle, at, zeros.subarray(0, Math.min(zeroChunkBytes, bytes - at)));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAllBytes(handle: fs.FileHandle, atByte: number, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, atByte + done)).bytesWritten;
}

const asJournalFile = (handle: fs.FileHandle, filePath: string): JournalFile => ({
  write: (atByte, bytes) => writeAllBytes(handle, atByte, bytes),
  flush: () => handle.datasync(),
  hasName: () => isSameFile(handle, filePath),
  close: () => handle.close(),
});

async function isSameFile(handle: fs.FileHandle, filePath: string): Promise<boolean> {
  const [own, named] = await Promise.all([
    handle.stat({ bigint: true }),
    fs.stat(filePath, { bigint: true }).catch(nullIfMissing),
  ]);
  return named !== null && own.nlink > 0n && own.ino === named.ino && own.dev === named.dev;
}

function nullIfMissing(error: unknown): null {
  if (hasErrorCode(error, 'ENOENT') || hasErrorCode(error, 'ENOTDIR')) return null;
  throw error;
}

const doesFileExist = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

// A new name is durable only after its folder is flushed. Windows has no such call and needs none.
async function flushDiskFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
