import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { SealedFiles } from './sealed-files.ts';
import { writeDurably } from './write-durably.ts';

/** Where a file lies, as its file system tells it; numbers as text, for they may be larger than a JSON number holds. */
const Place = z.readonly(z.object({ inode: z.string(), bornMs: z.int(), changedMs: z.int() }));
type Place = z.infer<typeof Place>;

const HomeFile = z.readonly(z.object({ v: z.literal(1), mark: Place }));

/** How exactly file systems keep times; those that keep them coarsely also round what they said before. */
const toleranceMs = 2_000;

/**
 * Has this folder been put here from a backup or a copy since it was last opened (P2)? A file that is never touched, the
 * mark, tells: a copy has another inode, and was made at another time. A restart, an update of the app or moving the
 * folder on the same disk change neither. Where the file system has no lasting inodes or no times, the answer is no, and
 * a fork that comes of it is told by headquarters; so it is for an image of a whole disk.
 */
export function isRestored(folder: string, files: SealedFiles): boolean {
  const before = homeOf(folder, files);
  const now = placeOf(path.join(folder, markName));
  if (!before || !now || before.inode === now.inode) return false;
  return differs(before.bornMs, now.bornMs) || differs(before.changedMs, now.changedMs);
}

/** From now on this is where the folder belongs. */
export function settle(folder: string, files: SealedFiles): void {
  const mark = path.join(folder, markName);
  if (!fs.existsSync(mark)) writeDurably(mark, '');
  const now = placeOf(mark);
  const before = homeOf(folder, files);
  if (now && JSON.stringify(now) !== JSON.stringify(before))
    files.write(path.join(folder, homeName), { v: 1, mark: now });
}

const homeName = 'home.json';
const markName = 'home.mark';

/** Null also when it is damaged: it knows nothing that is worth keeping anybody out, and is written anew. */
function homeOf(folder: string, files: SealedFiles): Place | null {
  try {
    return files.read(path.join(folder, homeName), HomeFile)?.mark ?? null;
  } catch {
    return null;
  }
}

const differs = (beforeMs: number, nowMs: number): boolean =>
  beforeMs > 0 && nowMs > 0 && Math.abs(beforeMs - nowMs) > toleranceMs;

function placeOf(file: string): Place | null {
  const found = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  if (!found || found.ino === 0n) return null;
  return { inode: `${found.ino}`, bornMs: Number(found.birthtimeMs), changedMs: Number(found.ctimeMs) };
}
