import { createBlankFrame, type FrameBytes, readFrames } from './journal-frames.ts';
import type { JournalDisk, JournalFile } from './journal-disk.ts';
import { type JournalFiles, journalFileName } from './journal-files.ts';

/** So often a disk is asked that says it wrote and has not. */
const maximumBlankTries = 3;

/**
 * Overwrites frames in their places: a file is never moved for it, and what stands beside them is not touched. One that
 * is not there is no complaint: it was blanked before. A crash in the middle of a frame leaves a damaged one, which can
 * be read no more either. The file is then read again; rejects with `EIO` where the disk says that it wrote and has not.
 */
export async function blankJournalFrames(
  disk: JournalDisk,
  files: JournalFiles,
  number: number,
  gone: readonly Uint8Array[],
): Promise<void> {
  const { frames, places } = readFrames(await disk.read(journalFileName(number)));
  const isGone = new Set(gone.map(frameText));
  const blanks = frames.flatMap((frame, at): BlankedFrame[] => {
    const place = places[at];
    return place !== undefined && isGone.has(frameText(frame))
      ? [{ place, bytes: createBlankFrame(frame) }]
      : [];
  });
  const current = files.current?.number === number ? files.current.file : null;
  const file = current ?? (await disk.open(journalFileName(number)));
  try {
    for (let tries = 0; tries < maximumBlankTries; tries += 1) {
      await writeBlankedFrames(file, blanks);
      const left = await disk.read(journalFileName(number));
      if (blanks.every(({ place, bytes }) => hasBytesAt(left, place, bytes))) return;
    }
    throw Object.assign(new Error('What was erased is still there'), { code: 'EIO' });
  } finally {
    if (current === null) await file.close();
  }
}

interface BlankedFrame {
  readonly place: number;
  readonly bytes: FrameBytes;
}

async function writeBlankedFrames(file: JournalFile, blanks: readonly BlankedFrame[]): Promise<void> {
  for (const { place, bytes } of blanks) await file.write(place, bytes);
  await file.flush();
}

const hasBytesAt = (file: Uint8Array, place: number, bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).equals(
    file.subarray(place, place + bytes.length),
  );

/** Bytes by which a frame is known: each was sealed with a nonce of its own. */
const frameText = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1');
