import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { JournalDisk } from './journal-disk.ts';

type JournalRoom = Extract<HostAnswer<'journal.append'>, { kind: 'kept' }>['room'];

const name = 'reserve';

/** Room that is kept for the time when the disk is full (D4): a file that is given up then. */
export interface Reserve {
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
const scarceBytes = 8 * 1024 * 1024;

export async function openReserve(disk: JournalDisk, reserveBytes: number): Promise<Reserve> {
  let isThere = (await disk.list()).includes(name);
  const hasRoom = (freeBytes: number): boolean => freeBytes >= 2 * reserveBytes;
  let room: JournalRoom = isThere || hasRoom(await disk.freeBytes()) ? 'ample' : 'reserve';

  const isScarce = (freeBytes: number): boolean => freeBytes < Math.min(scarceBytes, reserveBytes / 2);
  const release = async (): Promise<void> => {
    room = 'reserve';
    if (isThere) await disk.remove(name);
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
      const file = await disk.create(name, reserveBytes);
      await file.close();
      isThere = true;
      room = 'ample';
    },
  };
}
