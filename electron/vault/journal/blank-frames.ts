import { blankFrame, readFrames } from './frames.ts';
import type { JournalDisk } from './journal-disk.ts';
import { type JournalFiles, nameOf } from './journal-files.ts';

/**
 * Overwrites frames in their places: a file is never moved for it, and what stands beside them is not touched. One that
 * is not there is no complaint: it was blanked before. A crash in the middle of a frame leaves a damaged one, which can
 * be read no more either.
 */
export async function blankFrames(
  disk: JournalDisk,
  files: JournalFiles,
  number: number,
  gone: readonly Uint8Array[],
): Promise<void> {
  const { frames, places } = readFrames(await disk.read(nameOf(number)));
  const isGone = new Set(gone.map(textOf));
  const current = files.current?.number === number ? files.current.file : null;
  const file = current ?? (await disk.open(nameOf(number)));
  try {
    for (const [at, frame] of frames.entries()) {
      const place = places[at];
      if (place !== undefined && isGone.has(textOf(frame))) await file.write(place, blankFrame(frame));
    }
    await file.flush();
  } finally {
    if (current === null) await file.close();
  }
}

/** Bytes by which a frame is known: each was sealed with a nonce of its own. */
const textOf = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1');
