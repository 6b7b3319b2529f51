import { createMutex } from '#base/mutex.ts';
import { failureCodeOf } from '#electron/ipc/host-ports.ts';
import type { HostResponse } from '#renderer/host/host-contract.ts';
import { isDiskFull, type JournalDisk } from './journal-disk.ts';
import {
  blankJournalFrames,
  type DiskReserve,
  type JournalFiles,
  journalFileName,
  type OpenJournalFile,
  openDiskReserve,
  openJournalFiles,
} from './journal-files.ts';
import { encodeFrames, type FrameBytes, isBlankFrame, readFrames } from './journal-frames.ts';

type AppendResponse = HostResponse<'journal.append'>;
type AppendRefusal = Extract<AppendResponse, { kind: 'refused' }>;

/** Parts of an open journal. */
interface OpenJournal {
  readonly disk: JournalDisk;
  readonly files: JournalFiles;
  readonly reserve: DiskReserve;
}

/**
 * Write these appends in order, each wholly into one file, and answer each. Appends that fit into one file share its
 * flush, and are kept or refused together. Never rejects.
 */
async function writeJournalAppends(
  journal: OpenJournal,
  frameBytes: readonly FrameBytes[],
): Promise<readonly AppendResponse[]> {
  const written: (AppendRefusal | { readonly kind: 'kept'; readonly file: number })[] = [];
  let rest = frameBytes;
  for (let firstFrameBytes = rest[0]; firstFrameBytes; firstFrameBytes = rest[0]) {
    const into = await fileWithRoomFor(journal.files, firstFrameBytes.length).catch((error: unknown) =>
      appendRefusalOf(error),
    );
    const group = 'kind' in into ? [firstFrameBytes] : appendsThatFit(rest, into.sizeBytes - into.endByte);
    const outcome = 'kind' in into ? into : await writeAppendGroup(journal, into, group);
    written.push(...group.map(() => outcome));
    rest = rest.slice(group.length);
  }
  await releaseScarceReserve(journal);
  const { room } = journal.reserve;
  return written.map((outcome) => (outcome.kind === 'kept' ? { ...outcome, room } : outcome));
}

const appendRefusalOf = (error: unknown): AppendRefusal => ({
  kind: 'refused',
  code: isDiskFull(error) ? 'full' : 'failed',
  why: failureCodeOf(error),
});

async function fileWithRoomFor(journalFiles: JournalFiles, bytes: number): Promise<OpenJournalFile> {
  const { current } = journalFiles;
  return current && current.endByte + bytes <= current.sizeBytes ? current : journalFiles.rotate(bytes);
}

function appendsThatFit(frameBytes: readonly FrameBytes[], roomBytes: number): readonly FrameBytes[] {
  let bytes = 0;
  const beyond = frameBytes.findIndex(({ length }) => (bytes += length) > roomBytes);
  return beyond < 0 ? frameBytes : frameBytes.slice(0, beyond);
}

async function writeAppendGroup(
  { files, reserve }: OpenJournal,
  into: OpenJournalFile,
  group: readonly FrameBytes[],
): Promise<AppendRefusal | { readonly kind: 'kept'; readonly file: number }> {
  const bytes = Buffer.concat(group);
  try {
    await writeAndFlush(into, bytes).catch(async (error: unknown) => {
      if (!isDiskFull(error)) throw error;
      // A file system that copies on write needs new space even for allocated places.
      await reserve.release();
      await writeAndFlush(into, bytes);
    });
    into.endByte += bytes.length;
    return { kind: 'kept', file: into.number };
  } catch (error) {
    // A refused frame must not look kept. Where it cannot be blanked, readers take the later of two frames.
    await writeAndFlush(into, new Uint8Array(bytes.length)).catch(() => files.giveUp());
    return appendRefusalOf(error);
  }
}

async function writeAndFlush({ file, endByte }: OpenJournalFile, bytes: Uint8Array): Promise<void> {
  await file.write(endByte, bytes);
  await file.flush();
}

/** Release the reserve where space is scarce: the database writes next and needs it first. */
async function releaseScarceReserve({ disk, reserve }: OpenJournal): Promise<void> {
  try {
    await reserve.releaseIfScarce(await disk.freeBytes());
  } catch {
    // Kept frames stay kept. A disk that cannot be queried refuses the database too, and the screen says so then.
  }
}

/** The vault's journal behind the channels `journal.*` (D1, D3, D4). It does not know the content of frames. */
export interface ShellJournal {
  /** Append frames, all into one file. Answers when all are flushed, or none. */
  append(frames: readonly Uint8Array[]): Promise<AppendResponse>;
  /** Numbers of the files with content, oldest first. */
  files(): Promise<readonly number[]>;
  /** Read the whole frames of a file. Rejects when the file does not exist. */
  read(file: number): Promise<HostResponse<'journal.read'>>;
  /** Return the room after the reserve was released where space is scarce: the caller needs it at once. */
  room(): Promise<HostResponse<'journal.room'>>;
  /** Delete these files, except the current one. */
  drop(files: readonly number[]): Promise<void>;
  /** Overwrite these frames of a file in place (docs/requirements.md E). Rejects when the disk refuses. */
  blank(file: number, frames: readonly Uint8Array[]): Promise<void>;
  /** Close when all running work has ended. The next call opens the journal again. */
  close(): Promise<void>;
}

interface JournalSizes {
  readonly fileBytes: number;
  readonly reserveBytes: number;
}

const defaultJournalSizes: JournalSizes = { fileBytes: 8 * 1024 * 1024, reserveBytes: 16 * 1024 * 1024 };

/** Appends between two tries to allocate the next file, after a failure. */
const appendsBetweenPreparations = 256;

/** Append that waits to be written. */
interface WaitingAppend {
  readonly encoded: FrameBytes;
  readonly answer: (appendResponse: AppendResponse) => void;
}

/** Mark a response: the earlier content of the journal is gone. */
const markedAnew = (appendResponse: AppendResponse): AppendResponse =>
  appendResponse.kind === 'kept' ? { ...appendResponse, isAnew: true } : appendResponse;

/** Open the journal on this disk at its first use, and continue at its end. */
export function openJournal(
  journalDisk: JournalDisk,
  journalSizes: JournalSizes = defaultJournalSizes,
): ShellJournal {
  const mutex = createMutex();
  let waitingAppends: WaitingAppend[] = [];
  let opened: Promise<OpenJournal> | null = null;
  let preparing: Promise<void> | null = null;
  let appendsToNextTry = 0;

  const open = async (): Promise<OpenJournal> => {
    const diskReserve = await openDiskReserve(journalDisk, journalSizes.reserveBytes);
    const parts = {
      disk: journalDisk,
      reserve: diskReserve,
      files: await openJournalFiles(journalDisk, journalSizes.fileBytes, diskReserve),
    };
    prepare(parts);
    return parts;
  };
  const whenOpen = (): Promise<OpenJournal> => {
    opened ??= open().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  /**
   * Return the open parts, with a new file where the current one was deleted. A file without a name is lost when it is
   * closed.
   */
  const whenWhole = async (): Promise<{ readonly parts: OpenJournal; readonly isAnew: boolean }> => {
    const parts = await whenOpen();
    if (!(await parts.files.hasVanished())) return { parts, isAnew: false };
    await preparing;
    await parts.files.giveUp();
    opened = null;
    return { parts: await whenOpen(), isAnew: true };
  };

  /** Allocate the next file beside the work. Skipped where space is scarce, since other writers need it more. */
  const prepare = ({ files, reserve }: OpenJournal): void => {
    appendsToNextTry -= 1;
    if (preparing || appendsToNextTry > 0) return;
    const prepared = async (): Promise<void> => {
      if ((await journalDisk.freeBytes()) >= journalSizes.fileBytes + 2 * journalSizes.reserveBytes)
        await files.prepareNext();
      await reserve.make(await journalDisk.freeBytes());
    };
    preparing = prepared()
      .catch(() => {
        appendsToNextTry = appendsBetweenPreparations; // a later append that needs the room is told that there is none
      })
      .finally(() => {
        preparing = null;
      });
  };

  /** Write all waiting appends: those that arrive together share a flush. */
  const writeWaiting = async (): Promise<void> => {
    const all = waitingAppends;
    waitingAppends = [];
    if (all.length === 0) return; // an earlier run has written them
    const responses = await whenWhole().then(
      async ({ parts, isAnew }) => {
        const written = await writeJournalAppends(
          parts,
          all.map(({ encoded }) => encoded),
        );
        prepare(parts);
        return isAnew ? written.map(markedAnew) : written;
      },
      (error: unknown) => all.map(() => appendRefusalOf(error)),
    );
    for (const [index, { answer: respond }] of all.entries())
      respond(responses[index] ?? appendRefusalOf(null));
  };

  return {
    append: async (frames) => {
      const encoded = encodeFrames(frames);
      const answered = new Promise<AppendResponse>(
        (respond) => void waitingAppends.push({ encoded, answer: respond }),
      );
      await mutex(writeWaiting);
      return answered;
    },
    files: () => mutex(async () => (await whenOpen()).files.written()),
    read: (file) =>
      mutex(async () => {
        const { files } = await whenOpen();
        const { frames, damagedParts, endByte, writtenBytes } = readFrames(
          await journalDisk.read(journalFileName(file)),
        );
        // Only the newest file can end in a frame that was never confirmed as kept.
        const isDamagedAtEnd = endByte < writtenBytes && files.isOlder(file);
        return {
          frames: frames.filter((frame) => !isBlankFrame(frame)),
          damaged: damagedParts + (isDamagedAtEnd ? 1 : 0),
        };
      }),
    room: () =>
      mutex(async () => {
        const { reserve } = await whenOpen();
        await reserve.releaseIfScarce(await journalDisk.freeBytes());
        return reserve.roomNow(await journalDisk.freeBytes());
      }),
    drop: (numbers) =>
      mutex(async () => {
        const { files } = await whenOpen();
        const mayGo = (await files.written()).filter((number) => number !== files.current?.number);
        for (const number of numbers)
          if (mayGo.includes(number)) await journalDisk.remove(journalFileName(number));
      }),
    blank: (number, frames) =>
      mutex(async () => {
        const { files } = await whenOpen();
        await blankJournalFrames(journalDisk, files, number, frames);
      }),
    close: () =>
      mutex(async () => {
        const parts = await opened;
        opened = null;
        await preparing;
        await parts?.files.giveUp();
      }),
  };
}
