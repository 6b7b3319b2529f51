import fs from 'node:fs/promises';
import { type ServerStore, storeFilesOf } from './open-store.ts';

/**
 * Room on the disk of an embedded store: with less than both of these, only small packs are taken, and no content of
 * refused ones. Honest changes of field work are small, and a day of them is some MiB.
 */
export const lowDisk = { freeBytes: 1024 ** 3, freeShare: 0.05, packBytes: 64 * 1024 } as const;

const checkIntervalMs = 5_000;

/** Room on the disk of the store; asked at most once in five seconds. */
export interface DiskRoom {
  readonly isLow: (nowMs: number) => Promise<boolean>;
}

/** Room of a store whose disk nobody can ask: PostgreSQL's, and those of tests. */
export const unknownRoom: DiskRoom = { isLow: () => Promise.resolve(false) };

/** Watch the disk of an embedded store, and tell the operator when its room becomes low and when it is enough again. */
export function watchDiskRoom(store: ServerStore): DiskRoom {
  const file = storeFilesOf(store)?.databaseFile;
  if (file === undefined) return unknownRoom;
  let wasLow = false;
  let last: { readonly atMs: number; readonly found: Promise<boolean> } | null = null;
  const look = async (): Promise<boolean> => {
    const { bavail, blocks, bsize } = await fs.statfs(file);
    const isLow = isRoomLow({ freeBytes: bavail * bsize, diskBytes: blocks * bsize });
    if (isLow !== wasLow) console.error(isLow ? lowSentence : 'the disk of the store has room again');
    wasLow = isLow;
    return isLow;
  };
  return {
    isLow: (nowMs) => {
      if (last === null || Math.abs(nowMs - last.atMs) >= checkIntervalMs)
        last = { atMs: nowMs, found: look().catch(() => false) };
      return last.found;
    },
  };
}

/** Return whether a disk has less room than both bounds. */
export const isRoomLow = ({
  freeBytes,
  diskBytes,
}: {
  readonly freeBytes: number;
  readonly diskBytes: number;
}): boolean => freeBytes < Math.min(lowDisk.freeBytes, diskBytes * lowDisk.freeShare);

const lowSentence =
  'disk-low: the disk of the store has less than 1 GiB and less than 5 % free: only packs up to 64 KiB of known ' +
  'laptops are taken, larger ones get 507 store-full and wait there; make room, no restart is needed';
