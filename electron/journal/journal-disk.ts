/** Did the system reject with this code? */
export const hasErrorCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Did the disk refuse for want of room? */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].some((code) => hasErrorCode(error, code));

/** What a disk without room rejects with. */
export const createDiskFullError = (): Error =>
  Object.assign(new Error('There is no room on the disk'), { code: 'ENOSPC' });

/**
 * The folder of a vault's journal, as far as the journal needs one. The real one is `node-disk.ts`; the simulation has a
 * disk whose unflushed pages are lost in a crash. Every call rejects when the disk refuses, with `code` as Node has it
 * (`ENOSPC`, `EIO`).
 */
export interface JournalDisk {
  /** Names of all files, in no order. */
  list(): Promise<readonly string[]>;
  /** The whole file. */
  read(name: string): Promise<Uint8Array>;
  /** Makes a file of so many zero bytes whose space is really taken, flushed with its name; rejects when it is there. */
  create(name: string, bytes: number): Promise<JournalFile>;
  open(name: string): Promise<JournalFile>;
  /** Takes a file away for good; no complaint when it is not there. */
  remove(name: string): Promise<void>;
  /** About how much room is left for us; what it says may be outdated at once. */
  freeBytes(): Promise<number>;
}

/** An open file. What was written is safe only after `flush`. */
export interface JournalFile {
  write(atByte: number, bytes: Uint8Array): Promise<void>;
  /** `fdatasync`. After it rejected, what the file holds since the last flush is unknown. */
  flush(): Promise<void>;
  /** Does its name still lead to this file? Else what is written to it is gone once it is closed. */
  hasName(): Promise<boolean>;
  close(): Promise<void>;
}
