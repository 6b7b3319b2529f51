import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { blankFrames } from './blank-frames.ts';
import { encodeFrames, type Frame, isBlank, readFrames } from './frames.ts';
import type { JournalDisk } from './journal-disk.ts';
import { nameOf, openJournalFiles } from './journal-files.ts';
import { openReserve } from './reserve.ts';
import { createTurns } from './turns.ts';
import { type AppendAnswer, type OpenJournal, refusalOf, writeAppends } from './write-appends.ts';

/** The vault's journal as the channels `journal.*` offer it (D1, D3, D4). What the frames hold it does not know. */
export interface ShellJournal {
  /** Answers when the frames are flushed, all in one file, or refused, none of them. */
  append(frames: readonly Uint8Array[]): Promise<AppendAnswer>;
  /** Files that hold something, oldest first. */
  files(): Promise<readonly number[]>;
  /** The whole frames of a file; rejects when there is no such file. */
  read(file: number): Promise<HostAnswer<'journal.read'>>;
  /** How much room there is now, after the reserve was given up where little is left: who asks needs it at once. */
  room(): Promise<HostAnswer<'journal.room'>>;
  /** Lets go of these files for good, but for the one that is written to. */
  drop(files: readonly number[]): Promise<void>;
  /** Overwrites these frames of a file in their places (domain.md E). Rejects when the disk does not take that. */
  blank(file: number, frames: readonly Uint8Array[]): Promise<void>;
  /** Ends when nothing is under way any more. The next call opens it again. */
  close(): Promise<void>;
}

export interface JournalSizes {
  readonly fileBytes: number;
  readonly reserveBytes: number;
}

const usualSizes: JournalSizes = { fileBytes: 8 * 1024 * 1024, reserveBytes: 16 * 1024 * 1024 };

/** After room could not be prepared, so many appends pass before it is tried again. */
const appendsBetweenTries = 256;

/** An append that waits for its turn. */
interface Waiting {
  readonly encoded: Frame;
  readonly answer: (answer: AppendAnswer) => void;
}

/** Says with an answer that what the journal held before is gone. */
const anew = (answer: AppendAnswer): AppendAnswer =>
  answer.kind === 'kept' ? { ...answer, isAnew: true } : answer;

/** Opens the journal on this disk when it is first used, and goes on where it ended. */
export function openJournal(disk: JournalDisk, sizes: JournalSizes = usualSizes): ShellJournal {
  const inTurn = createTurns();
  let waiting: Waiting[] = [];
  let opened: Promise<OpenJournal> | null = null;
  let preparing: Promise<void> | null = null;
  let appendsToNextTry = 0;

  const open = async (): Promise<OpenJournal> => {
    const reserve = await openReserve(disk, sizes.reserveBytes);
    const parts = { disk, reserve, files: await openJournalFiles(disk, sizes.fileBytes, reserve) };
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

  /** Where its file was taken away, the journal goes on in another one: a file without a name is gone once it is closed. */
  const whenWhole = async (): Promise<{ readonly parts: OpenJournal; readonly isAnew: boolean }> => {
    const parts = await whenOpen();
    if (!(await parts.files.hasVanished())) return { parts, isAnew: false };
    await preparing;
    await parts.files.giveUp();
    opened = null;
    return { parts: await whenOpen(), isAnew: true };
  };

  /** Takes room ahead of its time, beside the work. Where there is little, others need it more. */
  const prepare = ({ files, reserve }: OpenJournal): void => {
    appendsToNextTry -= 1;
    if (preparing || appendsToNextTry > 0) return;
    const prepared = async (): Promise<void> => {
      if ((await disk.freeBytes()) >= sizes.fileBytes + 2 * sizes.reserveBytes) await files.prepareNext();
      await reserve.make(await disk.freeBytes());
    };
    preparing = prepared()
      .catch(() => {
        appendsToNextTry = appendsBetweenTries; // whoever needs the room at last is told that there is none
      })
      .finally(() => {
        preparing = null;
      });
  };

  /** Writes all that waits: those who come together share a flush. */
  const writeWaiting = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    if (all.length === 0) return; // an earlier turn took it along
    const answers = await whenWhole().then(
      async ({ parts, isAnew }) => {
        const written = await writeAppends(
          parts,
          all.map(({ encoded }) => encoded),
        );
        prepare(parts);
        return isAnew ? written.map(anew) : written;
      },
      (error: unknown) => all.map(() => refusalOf(error)),
    );
    for (const [place, { answer }] of all.entries()) answer(answers[place] ?? refusalOf(null));
  };

  return {
    append: async (frames) => {
      const encoded = encodeFrames(frames);
      const answered = new Promise<AppendAnswer>((answer) => void waiting.push({ encoded, answer }));
      await inTurn(writeWaiting);
      return answered;
    },
    files: () => inTurn(async () => (await whenOpen()).files.written()),
    read: (file) =>
      inTurn(async () => {
        const { files } = await whenOpen();
        const { frames, damagedPlaces, endByte, writtenBytes } = readFrames(await disk.read(nameOf(file)));
        // Only the newest file can end in a frame that nobody was told is kept.
        const isDamagedAtEnd = endByte < writtenBytes && files.isOlder(file);
        return {
          frames: frames.filter((frame) => !isBlank(frame)),
          damaged: damagedPlaces + (isDamagedAtEnd ? 1 : 0),
        };
      }),
    room: () =>
      inTurn(async () => {
        const { reserve } = await whenOpen();
        await reserve.releaseIfScarce(await disk.freeBytes());
        return reserve.roomNow(await disk.freeBytes());
      }),
    drop: (numbers) =>
      inTurn(async () => {
        const { files } = await whenOpen();
        const mayGo = (await files.written()).filter((number) => number !== files.current?.number);
        for (const number of numbers) if (mayGo.includes(number)) await disk.remove(nameOf(number));
      }),
    blank: (number, frames) =>
      inTurn(async () => {
        const { files } = await whenOpen();
        await blankFrames(disk, files, number, frames);
      }),
    close: () =>
      inTurn(async () => {
        const parts = await opened;
        opened = null;
        await preparing;
        await parts?.files.giveUp();
      }),
  };
}
