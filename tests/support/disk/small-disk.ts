import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A file system of its own that can be filled up: a tmpfs. Only root may mount one. */
export interface SmallDisk {
  readonly folder: string;
  /** Take all room but this number of bytes. */
  fillUpTo(freeBytes: number): void;
  /** Give all of it back. */
  empty(): void;
  freeBytes(): number;
  remove(): void;
}

const blockBytes = 64 * 1024;

export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder]);
  const filler = path.join(folder, 'filler');
  const freeBytes = (): number => {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    freeBytes,
    fillUpTo(leftBytes) {
      const file = fs.openSync(filler, 'a');
      try {
        for (let excess = freeBytes() - leftBytes; excess > 0; excess = freeBytes() - leftBytes)
          fs.writeSync(file, Buffer.alloc(Math.min(excess, blockBytes), 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; // another program took the last of it
      } finally {
        fs.closeSync(file);
      }
    },
    empty: () => fs.rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder]);
      fs.rmdirSync(folder);
    },
  };
}
