import path from 'node:path';
import { onTestFinished } from 'vitest';
import { newFolder } from '#tests/support/server/stores.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** A disk of 16 MB until the test is over. Only root may mount one. */
export function smallDiskUntilTheEnd(): SmallDisk {
  const smallDisk = mountSmallDisk(path.join(newFolder(), 'disk'), 16);
  onTestFinished(() => smallDisk.remove());
  return smallDisk;
}

export const canMount = process.getuid?.() === 0;
