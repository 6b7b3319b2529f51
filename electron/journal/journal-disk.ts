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
