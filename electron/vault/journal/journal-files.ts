import { readFrames } from './frames.ts';
import type { JournalDisk, JournalFile } from './journal-disk.ts';
import { hasCode, isFull, noRoom } from './disk-codes.ts';
import type { Reserve } from './reserve.ts';
import { createTurns } from './turns.ts';

/** The file that is written to. */
export interface OpenFile {
  readonly number: number;
  readonly file: JournalFile;
  readonly sizeBytes: number;
  /** Where the next frame goes; behind it there are only zeros. */
  endByte: number;
}

/** The numbered files of a journal: one that is written to, older ones, and an empty one that waits (D3, D4). */
export interface JournalFiles {
  /** `null` before the first one, and when the last one was given up. */
  readonly current: OpenFile | null;
  /** Goes on in the next file, which has at least so much room. Rejects when there is none; then all is as it was. */
  rotate(roomBytes: number): Promise<OpenFile>;
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
const smallFileBytes = 64 * 1024;

export const nameOf = (number: number): string => `${String(number).padStart(6, '0')}.journal`;

const numbersIn = (names: readonly string[]): readonly number[] =>
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
  reserve: Reserve,
): Promise<JournalFiles> {
  const found = await findCurrent(disk, fileBytes);
  let { current, waiting, lastNumber } = found;
  const inTurn = createTurns(); // no two files are made at the same time

  const create = async (bytes: number): Promise<OpenFile> => {
    // Zeros that end at a full disk would take what others need, for nothing.
    if ((await disk.freeBytes()) < bytes) throw noRoom();
    lastNumber += 1;
    const number = lastNumber;
    const file = await disk.create(nameOf(number), bytes).catch((error: unknown) => {
      if (hasCode(error, 'EEXIST')) return null;
      throw error;
    });
    // A stray file of this name must not end all writing: numbers have no other meaning than their order.
    return file ? { number, file, sizeBytes: bytes, endByte: 0 } : create(bytes);
  };

  /** With what there is: the usual size, then at the cost of the reserve, then little more than is needed now. */
  const createSomehow = async (roomBytes: number): Promise<OpenFile> => {
    const usualBytes = Math.max(fileBytes, roomBytes);
    try {
      return await create(usualBytes);
    } catch (error) {
      if (!isFull(error)) throw error;
    }
    await reserve.release();
    const leastBytes = Math.ceil(roomBytes / smallFileBytes) * smallFileBytes;
    return create(usualBytes).catch(() => create(Math.min(usualBytes, leastBytes)));
  };

  const next = async (roomBytes: number): Promise<OpenFile> => {
    const number = waiting;
    waiting = null;
    if (number !== null && roomBytes <= fileBytes && (await isEmpty(disk, number)))
      return { number, file: await disk.open(nameOf(number)), sizeBytes: fileBytes, endByte: 0 };
    // A later number must hold later frames, so the one that waited is of no use behind this one. Nor is one that a disk
    // has written to by mistake: what stands in it would be read as later than all that is there.
    if (number !== null) await disk.remove(nameOf(number));
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
      const numbers = numbersIn(await disk.list());
      const isEmpty = (number: number): boolean =>
        number === waiting || (number === current?.number && current.endByte === 0);
      return numbers.filter((number) => number <= (current?.number ?? lastNumber) && !isEmpty(number));
    },
  };
}

async function isEmpty(disk: JournalDisk, number: number): Promise<boolean> {
  const bytes = await disk.read(nameOf(number)).catch(() => null);
  return bytes !== null && Buffer.alloc(bytes.length).equals(bytes);
}

interface Found {
  readonly current: OpenFile | null;
  /** An empty file of the usual size behind it. */
  readonly waiting: number | null;
  readonly lastNumber: number;
}

async function findCurrent(disk: JournalDisk, fileBytes: number): Promise<Found> {
  const numbers = numbersIn(await disk.list());
  const lastNumber = numbers.at(-1) ?? 0;
  let waiting: number | null = null;
  for (const number of numbers.toReversed()) {
    const bytes = await disk.read(nameOf(number)).catch(() => null);
    if (bytes === null) return { current: null, waiting, lastNumber }; // a bad block: it may be read, not written to
    const { endByte, writtenBytes } = readFrames(bytes);
    if (writtenBytes > 0) {
      const current = await goOn(disk, number, bytes.length, endByte, writtenBytes).catch(() => null);
      return { current, waiting, lastNumber };
    }
    if (bytes.length === fileBytes) waiting = number;
  }
  return { current: null, waiting, lastNumber };
}

/** The flush is also for whole frames: a process that died before it flushed them left them in the system's memory. */
async function goOn(
  disk: JournalDisk,
  number: number,
  sizeBytes: number,
  endByte: number,
  writtenBytes: number,
): Promise<OpenFile> {
  const file = await disk.open(nameOf(number));
  if (endByte < writtenBytes) await file.write(endByte, new Uint8Array(writtenBytes - endByte));
  await file.flush();
  return { number, file, sizeBytes, endByte };
}
