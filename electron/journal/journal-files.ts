import { createMutex } from '#base/mutex.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import {
  createDiskFullError,
  hasErrorCode,
  isDiskFull,
  type JournalDisk,
  type JournalFile,
} from './journal-disk.ts';
import { createBlankFrame, type FrameBytes, readFrames } from './journal-frames.ts';

type JournalRoom = Extract<HostResponse<'journal.append'>, { kind: 'kept' }>['room'];

const reserveFileName = 'reserve';

/** Reserved space for a full disk (D4): a file that is released when needed. */
export interface DiskReserve {
  /** `reserve` from the release, or from a failure to make the file, until the file exists again. */
  readonly room: JournalRoom;
  /** Like `room`, computed from the present free space: other programs may have filled the disk. */
  roomNow(freeBytes: number): JournalRoom;
  /** Release the space, so that the work on the screen can still be saved. */
  release(): Promise<void>;
  /** Release the space when so little is left that other writers, above all the database, would run out first. */
  releaseIfScarce(freeBytes: number): Promise<void>;
  /** Make the file when there is room for twice its size. */
  make(freeBytes: number): Promise<void>;
}

/** Below this a database may fail at any time: it needs space to compact its files. */
const scarceDiskBytes = 8 * 1024 * 1024;

/**
 * Open the reserve of a journal.
 * @param reserveBytes size of the reserve file; it is made where twice as much is free
 */
export async function openDiskReserve(journalDisk: JournalDisk, reserveBytes: number): Promise<DiskReserve> {
  let isThere = (await journalDisk.list()).includes(reserveFileName);
  const hasRoom = (freeBytes: number): boolean => freeBytes >= 2 * reserveBytes;
  let journalRoom: JournalRoom = isThere || hasRoom(await journalDisk.freeBytes()) ? 'ample' : 'reserve';

  const isScarce = (freeBytes: number): boolean => freeBytes < Math.min(scarceDiskBytes, reserveBytes / 2);
  const release = async (): Promise<void> => {
    journalRoom = 'reserve';
    if (isThere) await journalDisk.remove(reserveFileName);
    isThere = false;
  };
  return {
    get room() {
      return journalRoom;
    },
    roomNow: (freeBytes) => (isScarce(freeBytes) ? 'reserve' : hasRoom(freeBytes) ? 'ample' : journalRoom),
    release,
    async releaseIfScarce(freeBytes) {
      if (isThere && isScarce(freeBytes)) await release();
    },
    async make(freeBytes) {
      if (isThere || !hasRoom(freeBytes)) return;
      const journalFile = await journalDisk.create(reserveFileName, reserveBytes);
      await journalFile.close();
      isThere = true;
      journalRoom = 'ample';
    },
  };
}

/** File that is being written. */
export interface OpenJournalFile {
  readonly number: number;
  readonly file: JournalFile;
  readonly sizeBytes: number;
  /** Offset of the next frame; only zeros follow. */
  endByte: number;
}

/** Numbered files of a journal: the current one, older ones, and an empty one in reserve (D3, D4). */
export interface JournalFiles {
  /** `null` before the first file, and after `giveUp`. */
  readonly current: OpenJournalFile | null;
  /** Continue in the next file, with at least this much room. Rejects without a change when there is none. */
  rotate(roomBytes: number): Promise<OpenJournalFile>;
  /** Whether another program deleted the current file. `false` for a disk that cannot tell. */
  hasVanished(): Promise<boolean>;
  /** Never write to the current file again: its content is uncertain. */
  giveUp(): Promise<void>;
  /** Allocate the next file in advance, unless it exists. */
  prepareNext(): Promise<void>;
  /** Whether a newer file exists, so that nothing is appended to this one. */
  isOlder(number: number): boolean;
  /** Numbers of the files with content, oldest first. */
  written(): Promise<readonly number[]>;
}

/** Step of file sizes where the disk has no room for a file of the usual size. */
const fileSizeStepBytes = 64 * 1024;

export const journalFileName = (number: number): string => `${String(number).padStart(6, '0')}.journal`;

const journalFileNumbers = (names: readonly string[]): readonly number[] =>
  names
    .map((name) => Number(/^(\d{6,})\.journal$/.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => a - b);

/** Find the end of the journal after any kind of stop. An incomplete frame is cut off, and the same file continues. */
export async function openJournalFiles(
  journalDisk: JournalDisk,
  fileBytes: number,
  diskReserve: DiskReserve,
): Promise<JournalFiles> {
  const foundJournalFiles = await findCurrentFile(journalDisk, fileBytes);
  let { current, waiting, lastNumber } = foundJournalFiles;
  const mutex = createMutex(); // no two files are made at the same time

  const create = async (bytes: number): Promise<OpenJournalFile> => {
    // Zeros that end at a full disk would use up space that other writers need.
    if ((await journalDisk.freeBytes()) < bytes) throw createDiskFullError();
    lastNumber += 1;
    const number = lastNumber;
    const journalFile = await journalDisk.create(journalFileName(number), bytes).catch((error: unknown) => {
      if (hasErrorCode(error, 'EEXIST')) return null;
      throw error;
    });
    // A stray file of this name must not block all writing: numbers have no other meaning than their order.
    return journalFile ? { number, file: journalFile, sizeBytes: bytes, endByte: 0 } : create(bytes);
  };

  /** Create a file of the usual size, else from the reserve's space, else little more than needed. */
  const createSomehow = async (roomBytes: number): Promise<OpenJournalFile> => {
    const usualBytes = Math.max(fileBytes, roomBytes);
    try {
      return await create(usualBytes);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
    await diskReserve.release();
    const leastBytes = Math.ceil(roomBytes / fileSizeStepBytes) * fileSizeStepBytes;
    return create(usualBytes).catch(() => create(Math.min(usualBytes, leastBytes)));
  };

  const next = async (roomBytes: number): Promise<OpenJournalFile> => {
    const number = waiting;
    waiting = null;
    if (number !== null && roomBytes <= fileBytes && (await isEmptyFile(journalDisk, number)))
      return {
        number,
        file: await journalDisk.open(journalFileName(number)),
        sizeBytes: fileBytes,
        endByte: 0,
      };
    // A later number must hold later frames, so the waiting file cannot be used behind this one. Neither can one that a
    // disk has written to by mistake: its content would be read as the latest.
    if (number !== null) await journalDisk.remove(journalFileName(number));
    return createSomehow(roomBytes);
  };

  const giveUp = async (): Promise<void> => {
    const old = current;
    current = null;
    // All of its certain content is flushed, so closing cannot lose anything.
    await old?.file.close().catch(() => undefined);
  };

  return {
    get current() {
      return current;
    },
    rotate: (roomBytes) =>
      mutex(async () => {
        const begun = await next(roomBytes);
        await giveUp();
        current = begun;
        return begun;
      }),
    hasVanished: async () => current !== null && !(await current.file.hasName().catch(() => true)),
    giveUp,
    prepareNext: () =>
      mutex(async () => {
        if (waiting !== null) return;
        const { number, file } = await create(fileBytes);
        await file.close();
        waiting = number;
      }),
    isOlder: (number) => number < (current?.number ?? lastNumber),
    async written() {
      const numbers = journalFileNumbers(await journalDisk.list());
      const isEmpty = (number: number): boolean =>
        number === waiting || (number === current?.number && current.endByte === 0);
      return numbers.filter((number) => number <= (current?.number ?? lastNumber) && !isEmpty(number));
    },
  };
}

async function isEmptyFile(journalDisk: JournalDisk, number: number): Promise<boolean> {
  const bytes = await journalDisk.read(journalFileName(number)).catch(() => null);
  return bytes !== null && Buffer.alloc(bytes.length).equals(bytes);
}

interface FoundJournalFiles {
  readonly current: OpenJournalFile | null;
  /** Number of an empty file of the usual size behind it. */
  readonly waiting: number | null;
  readonly lastNumber: number;
}

async function findCurrentFile(journalDisk: JournalDisk, fileBytes: number): Promise<FoundJournalFiles> {
  const numbers = journalFileNumbers(await journalDisk.list());
  const lastNumber = numbers.at(-1) ?? 0;
  let waiting: number | null = null;
  for (const number of numbers.toReversed()) {
    const bytes = await journalDisk.read(journalFileName(number)).catch(() => null);
    if (bytes === null) return { current: null, waiting, lastNumber }; // a bad block: readable perhaps, but not writable
    const { endByte, writtenBytes } = readFrames(bytes);
    if (writtenBytes > 0) {
      const current = await resumeJournalFile(journalDisk, number, bytes.length, endByte, writtenBytes).catch(
        () => null,
      );
      return { current, waiting, lastNumber };
    }
    if (bytes.length === fileBytes) waiting = number;
  }
  return { current: null, waiting, lastNumber };
}

/**
 * Continue the last file. The flush also covers whole frames: a killed process left them in the system's memory only.
 */
async function resumeJournalFile(
  journalDisk: JournalDisk,
  number: number,
  sizeBytes: number,
  endByte: number,
  writtenBytes: number,
): Promise<OpenJournalFile> {
  const journalFile = await journalDisk.open(journalFileName(number));
  if (endByte < writtenBytes) await journalFile.write(endByte, new Uint8Array(writtenBytes - endByte));
  await journalFile.flush();
  return { number, file: journalFile, sizeBytes, endByte };
}

/** Tries on a disk that reports a write without having done it. */
const maximumBlankTries = 3;

/**
 * Overwrite frames in place; the file is not moved and neighbouring frames stay untouched. A missing frame is no error:
 * it was blanked before. A crash in the middle leaves a damaged frame, which is unreadable too.
 * The file is then read again. Rejects with `EIO` when the disk reported a write that it has not done.
 */
export async function blankJournalFrames(
  journalDisk: JournalDisk,
  journalFiles: JournalFiles,
  number: number,
  gone: readonly Uint8Array[],
): Promise<void> {
  const { frames, offsets } = readFrames(await journalDisk.read(journalFileName(number)));
  const isGone = new Set(gone.map(frameText));
  const blanks = frames.flatMap((frameBytes, at): BlankedFrame[] => {
    const offset = offsets[at];
    return offset !== undefined && isGone.has(frameText(frameBytes))
      ? [{ offset, bytes: createBlankFrame(frameBytes) }]
      : [];
  });
  const currentJournalFile = journalFiles.current?.number === number ? journalFiles.current.file : null;
  const journalFile = currentJournalFile ?? (await journalDisk.open(journalFileName(number)));
  try {
    for (let tries = 0; tries < maximumBlankTries; tries += 1) {
      await writeBlankedFrames(journalFile, blanks);
      const left = await journalDisk.read(journalFileName(number));
      if (blanks.every(({ offset, bytes }) => hasBytesAt(left, offset, bytes))) return;
    }
    throw Object.assign(new Error('What was erased is still there'), { code: 'EIO' });
  } finally {
    if (currentJournalFile === null) await journalFile.close();
  }
}

interface BlankedFrame {
  readonly offset: number;
  readonly bytes: FrameBytes;
}

async function writeBlankedFrames(journalFile: JournalFile, blanks: readonly BlankedFrame[]): Promise<void> {
  for (const { offset, bytes } of blanks) await journalFile.write(offset, bytes);
  await journalFile.flush();
}

const hasBytesAt = (fileBytes: Uint8Array, offset: number, bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(
    fileBytes.subarray(offset, offset + bytes.length),
  );

/** Key by which a frame is recognized: each was encrypted with its own nonce. */
const frameText = (frameBytes: Uint8Array): string => Buffer.from(frameBytes).toString('latin1');
