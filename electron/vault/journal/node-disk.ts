import fs from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from './disk-codes.ts';
import type { JournalDisk, JournalFile } from './journal-disk.ts';

/**
 * A folder of this computer as the journal's disk. On file systems that copy on write or compress, what is preallocated
 * may take no room; there the journal is as safe as any other file, and a full disk is told when it is met.
 */
export function openNodeDisk(folder: string): JournalDisk {
  const pathOf = (name: string): string => path.join(folder, name);
  return {
    async list() {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      return (await fs.readdir(folder)).filter((name) => !name.endsWith(unfinished));
    },
    read: (name) => fs.readFile(pathOf(name)),
    create: (name, bytes) => createWhole(pathOf(name), bytes),
    async open(name) {
      return asJournalFile(await fs.open(pathOf(name), 'r+'), pathOf(name));
    },
    remove: (name) => fs.rm(pathOf(name), { force: true }),
    async freeBytes() {
      const { blocks, bavail, bsize } = await fs.statfs(folder);
      return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize; // some file systems do not say
    },
  };
}

/** A file that has this ending was not finished; the next of its name replaces it. */
const unfinished = '.new';

/** The file has its name only when all of it is on the disk, so after a crash there is the whole file or none. */
async function createWhole(file: string, bytes: number): Promise<JournalFile> {
  if (await isThere(file)) throw Object.assign(new Error('The file is there'), { code: 'EEXIST' });
  const made = file + unfinished;
  try {
    await writeZeros(made, bytes);
    await fs.rename(made, file);
  } catch (error) {
    await fs.rm(made, { force: true });
    throw error;
  }
  await flushFolder(path.dirname(file));
  return asJournalFile(await fs.open(file, 'r+'), file);
}

const pieceBytes = 1024 * 1024;

// Node has no fallocate, and a file that is only made longer takes no room: the zeros must be written.
async function writeZeros(file: string, bytes: number): Promise<void> {
  const zeros = new Uint8Array(Math.min(pieceBytes, bytes));
  const handle = await fs.open(file, 'w', 0o600);
  try {
    for (let at = 0; at < bytes; at += pieceBytes)
      await writeAll(handle, at, zeros.subarray(0, Math.min(pieceBytes, bytes - at)));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: fs.FileHandle, atByte: number, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, atByte + done)).bytesWritten;
}

const asJournalFile = (handle: fs.FileHandle, place: string): JournalFile => ({
  write: (atByte, bytes) => writeAll(handle, atByte, bytes),
  flush: () => handle.datasync(),
  hasName: () => leadsTo(handle, place),
  close: () => handle.close(),
});

async function leadsTo(handle: fs.FileHandle, place: string): Promise<boolean> {
  const [own, named] = await Promise.all([
    handle.stat({ bigint: true }),
    fs.stat(place, { bigint: true }).catch(nullWhereMissing),
  ]);
  return named !== null && own.nlink > 0n && own.ino === named.ino && own.dev === named.dev;
}

function nullWhereMissing(error: unknown): null {
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return null;
  throw error;
}

const isThere = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

// The new name itself is durable only when its folder is. Windows has no such call, and does not need it.
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
