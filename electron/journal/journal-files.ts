import { readFrames } from './journal-frames.ts';
import {
  createDiskFullError,
  hasErrorCode,
  isDiskFull,
  type JournalDisk,
  type JournalFile,
} from './journal-disk.ts';
import { createMutex } from './mutex.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';

type JournalRoom = Extract<HostAnswer<'journal.append'>, { kind: 'kept' }>['room'];

const reserveFileName = 'reserve';

/** Room that is kept for the time when the disk is full (D4): a file that is given up then. */
export interface DiskReserve {
  /** `reserve` from the moment that it was given up, or could not be made, until it is there again. */
  readonly room: JournalRoom;
  /** The same, by what is free now: others may have filled the disk since. */
  roomNow(freeBytes: number): JournalRoom;
  /** Gives it up, so that what is on the screen can still be saved. */
  release(): Promise<void>;
  /** Gives it up when so little is left that others, above all the database, meet the end first. */
  releaseIfScarce(freeBytes: number): Promise<void>;
  /** Makes it when there is room for it and as much again. */
  make(freeBytes: number): Promise<void>;
}

/** A database compacts its files before it can shrink them: below this it may fail at any time. */
const scarceDiskBytes = 8 * 1024 * 1024;

export async function openDiskReserve(disk: JournalDisk, reserveBytes: number): Promise<DiskReserve> {
  let isThere = (await disk.list()).includes(reserveFileName);
  const hasRoom = (freeBytes: number): boolean => freeBytes >= 2 * reserveBytes;
  let room: JournalRoom = isThere || hasRoom(await disk.freeBytes()) ? 'ample' : 'reserve';

  const isScarce = (freeBytes: number): boolean => freeBytes < Math.min(scarceDiskBytes, reserveBytes / 2);
  const release = async (): Promise<void> => {
    room = 'reserve';
    if (isThere) await disk.remove(reserveFileName);
    isThere = false;
  };
  return {
    get room() {
      return room;
    },
    roomNow: (freeBytes) => (isScarce(freeBytes) ? 'reserve' : hasRoom(freeBytes) ? 'ample' : room),
    release,
    async releaseIfScarce(freeBytes) {
      if (isThere && isScarce(freeBytes)) await release();
    },
    async make(freeBytes) {
      if (isThere || !hasRoom(freeBytes)) return;
      const file = await disk.create(reserveFileName, reserveBytes);
      await file.close();
      isThere = true;
      room = 'ample';
    },
  };
}

/** The file that is written to. */
export interface OpenJournalFile {
  readonly number: number;
  readonly file: JournalFile;
  readonly sizeBytes: number;
  /** Where the next frame goes; behind it there are only zeros. */
  endByte: number;
}

/** The numbered files of a journal: one that is written to, older ones, and an empty one that waits (D3, D4). */
export interface JournalFiles {
  /** `null` before the first one, and when the last one was given up. */
  readonly current: OpenJournalFile | null;
  /** Goes on in the next file, which has at least so much room. Rejects when there is none; then all is as it was. */
  rotate(roomBytes: number): Promise<OpenJournalFile>;
  /** Was the current file taken away under the journal? A disk that does not say has not. */
  hasVanished(): Promise<boolean>;
  /** Never writes to the current file again: what it holds is not certain. */
  giveUp(): Promise<void>;
  /** Takes room for the next file ahead of its time, if that is not done. */
  prepareNext(): Promise<void>;
  /** Is there a newer file, so that nothing is ever added to this one? */
  isOlder(number: number): boolean;
  /** Numbers of the files that hold something, oldest first. */
  written(): Promise<readonly number[]>;
}

/** Files are multiples of it where the disk has no room for one of the usual size. */
const fileSizeStepBytes = 64 * 1024;

export const journalFileName = (number: number): string => `${String(number).padStart(6, '0')}.journal`;

const journalFileNumbers = (names: readonly string[]): readonly number[] =>
  names
    .map((name) => Number(/^(\d{6,})\.journal$/.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => a - b);

/**
 * Finds where the journal ended, whatever happened then. A frame that was not written to its end is cut off, and the
 * same file goes on.
 */
export async function openJournalFiles(
  disk: JournalDisk,
  fileBytes: number,
  reserve: DiskReserve,
): Promise<JournalFiles> {
  const found = await findCurrentFile(disk, fileBytes);
  let { current, waiting, lastNumber } = found;
  const inTurn = createMutex(); // no two files are made at the same time

  const create = async (bytes: number): Promise<OpenJournalFile> => {
    // Zeros that end at a full disk would take what others need, for nothing.
    if ((await disk.freeBytes()) < bytes) throw createDiskFullError();
    lastNumber += 1;
    const number = lastNumber;
    const file = await disk.create(journalFileName(number), bytes).catch((error: unknown) => {
      if (hasErrorCode(error, 'EEXIST')) return null;
      throw error;
    });
    // A stray file of this name must not end all writing: numbers have no other meaning than their order.
    return file ? { number, file, sizeBytes: bytes, endByte: 0 } : create(bytes);
  };

  /** With what there is: the usual size, then at the cost of the reserve, then little more than is needed now. */
  const createSomehow = async (roomBytes: number): Promise<OpenJournalFile> => {
    const usualBytes = Math.max(fileBytes, roomBytes);
    try {
      return await create(usualBytes);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
    await reserve.release();
    const leastBytes = Math.ceil(roomBytes / fileSizeStepBytes) * fileSizeStepBytes;
    return create(usualBytes).catch(() => create(Math.min(usualBytes, leastBytes)));
  };

  const next = async (roomBytes: number): Promise<OpenJournalFile> => {
    const number = waiting;
    waiting = null;
    if (number !== null && roomBytes <= fileBytes && (await isEmptyFile(disk, number)))
      return { number, file: await disk.open(journalFileName(number)), sizeBytes: fileBytes, endByte: 0 };
    // A later number must hold later frames, so the one that waited is of no use behind this one. Nor is one that a disk
    // has written to by mistake: what stands in it would be read as later than all that is there.
    if (number !== null) await disk.remove(journalFileName(number));
    return createSomehow(roomBytes);
  };

  const giveUp = async (): Promise<void> => {
    const old = current;
    current = null;
    // All that it holds for certain is flushed, so there is nothing left that closing could lose.
    await old?.file.close().catch(() => undefined);
  };

  return {
    get current() {
      return current;
    },
    rotate: (roomBytes) =>
      inTurn(async () => {
        const begun = await next(roomBytes);
        await giveUp();
        current = begun;
        return begun;
      }),
    hasVanished: async () => current !== null && !(await current.file.hasName().catch(() => true)),
    giveUp,
    prepareNext: () =>
      inTurn(async () => {
        if (waiting !== null) return;
        const { number, file } = await create(fileBytes);
        await file.close();
        waiting = number;
      }),
    isOlder: (number) => number < (current?.number ?? lastNumber),
    async written() {
      const numbers = journalFileNumbers(await disk.list());
      const isEmpty = (number: number): boolean =>
        number === waiting || (number === current?.number && current.endByte === 0);
      return numbers.filter((number) => number <= (current?.number ?? lastNumber) && !isEmpty(number));
    },
  };
}

async function isEmptyFile(disk: JournalDisk, number: number): Promise<boolean> {
  const bytes = await disk.read(journalFileName(number)).catch(() => null);
  return bytes !== null && Buffer.alloc(bytes.length).equals(bytes);
}

interface FoundJournalFiles {
  readonly current: OpenJournalFile | null;
  /** An empty file of the usual size behind it. */
  readonly waiting: number | null;
  readonly lastNumber: number;
}

async function findCurrentFile(disk: JournalDisk, fileBytes: number): Promise<FoundJournalFiles> {
  const numbers = journalFileNumbers(await disk.list());
  const lastNumber = numbers.at(-1) ?? 0;
  let waiting: number | null = null;
  for (const number of numbers.toReversed()) {
    const bytes = await disk.read(journalFileName(number)).catch(() => null);
    if (bytes === null) return { current: null, waiting, lastNumber }; // a bad block: it may be read, not written to
    const { endByte, writtenBytes } = readFrames(bytes);
    if (writtenBytes > 0) {
      const current = await resumeJournalFile(disk, number, bytes.length, endByte, writtenBytes).catch(
        () => null,
      );
      return { current, waiting, lastNumber };
    }
    if (bytes.length === fileBytes) waiting = number;
  }
  return { current: null, waiting, lastNumber };
}

/** The flush is also for whole frames: a process that died before it flushed them left them in the system's memory. */
async function resumeJournalFile(
  disk: JournalDisk,
  number: number,
  sizeBytes: number,
  endByte: number,
  writtenBytes: number,
): Promise<OpenJournalFile> {
  const file = await disk.open(journalFileName(number));
  if (endByte < writtenBytes) await file.write(endByte, new Uint8Array(writtenBytes - endByte));
  await file.flush();
  return { number, file, sizeBytes, endByte };
}
