import { createBlankFrame, type FrameBytes, readFrames } from './journal-frames.ts';
import type { JournalDisk, JournalFile } from './journal-disk.ts';
import { type JournalFiles, journalFileName } from './journal-files.ts';

/** Tries on a disk that reports a write without having done it. */
const maximumBlankTries = 3;

/**
 * Overwrite frames in place; the file is not moved and neighbouring frames stay untouched. A missing frame is no error:
 * it was blanked before. A crash in the middle leaves a damaged frame, which is unreadable too.
 * The file is then read again. Rejects with `EIO` when the disk reported a write that it has not done.
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

/** Key by which a frame is recognized: each was encrypted with its own nonce. */
const frameText = (frame: Uint8Array): string => Buffer.from(frame).toString('latin1');
