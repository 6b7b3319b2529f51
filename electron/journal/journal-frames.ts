import { crc32c, crc32cOfParts } from './crc-32c.ts';

/** Length and checksum before the bytes, each a little-endian u32 (D3). */
export const frameHeaderBytes = 8;

/** The bytes of a frame, in memory of their own: what is handed across a port must not drag a whole file along. */
export type FrameBytes = Uint8Array<ArrayBuffer>;

/** Frames as they stand in a file, one after the other. A frame of no bytes throws: it would read as the end. */
export function encodeFrames(frames: readonly Uint8Array[]): FrameBytes {
  const encoded = new Uint8Array(encodedFrameBytes(frames));
  const view = new DataView(encoded.buffer);
  let at = 0;
  for (const bytes of frames) {
    if (bytes.length === 0) throw new Error('A frame without bytes');
    view.setUint32(at, bytes.length, true);
    view.setUint32(at + 4, crc32c(bytes), true);
    encoded.set(bytes, at + frameHeaderBytes);
    at += frameHeaderBytes + bytes.length;
  }
  return encoded;
}

export const encodedFrameBytes = (frames: readonly Uint8Array[]): number =>
  frames.reduce((sum, { length }) => sum + frameHeaderBytes + length, 0);

/** What stands in the place of a frame that was erased: as long, whole, and without a word in it. */
export const createBlankFrame = (frame: Uint8Array): FrameBytes =>
  encodeFrames([new Uint8Array(frame.length)]);

/** Was it erased? No sealed frame is so: it begins with a nonce by chance. */
export const isBlankFrame = (frame: Uint8Array): boolean => frame.every((byte) => byte === 0);

/** A journal file as it was found. */
export interface FramesReading {
  /** The whole frames, in order, and those that were blanked. */
  readonly frames: readonly FrameBytes[];
  /** Where in the file each of them begins. */
  readonly places: readonly number[];
  /** How many places between them cannot be read. */
  readonly damagedPlaces: number;
  /** Where the next frame goes. */
  readonly endByte: number;
  /** Behind it there are only zeros. Past `endByte` when a frame was not written to its end, or the last is damaged. */
  readonly writtenBytes: number;
}

/** Reads all frames that are whole. Whatever happened to a file, damage loses only the frames that it touched (D3). */
export function readFrames(bytes: Uint8Array): FramesReading {
  const writtenBytes = endOfWrittenBytes(bytes);
  const seek = createFrameSeeker(bytes, writtenBytes);
  const frames: FrameBytes[] = [];
  const places: number[] = [];
  let damagedPlaces = 0;
  let endByte = 0;
  while (endByte < writtenBytes) {
    let at = endByte;
    if (!isWholeFrameAt(bytes, at)) {
      at = seek(endByte + 1);
      if (at < 0) break;
      damagedPlaces += 1;
    }
    const from = at + frameHeaderBytes;
    endByte = from + frameLengthAt(bytes, at); // may be past the last byte that is not zero: a frame may end with zeros
    frames.push(new Uint8Array(bytes.subarray(from, endByte))); // Node's buffers share their memory with others
    places.push(at);
  }
  return { frames, places, damagedPlaces, endByte, writtenBytes: Math.max(endByte, writtenBytes) };
}

// A plain loop, and so is the checksum's: the shell reads megabytes at each start, and nothing else may wait long.
function endOfWrittenBytes(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

/** Finds the next whole frame from a place on, or -1. What it needs is prepared only when it is asked. */
function createFrameSeeker(bytes: Uint8Array, writtenBytes: number): (fromByte: number) => number {
  let crcOf: ((fromByte: number, toByte: number) => number) | null = null;
  return (fromByte) => {
    crcOf ??= crc32cOfParts(bytes);
    for (let at = fromByte; at < writtenBytes; at += 1) {
      if (!fitsFrameAt(bytes, at)) continue;
      const from = at + frameHeaderBytes;
      if (crcOf(from, from + frameLengthAt(bytes, at)) === readU32At(bytes, at + 4)) return at;
    }
    return -1;
  };
}

function isWholeFrameAt(bytes: Uint8Array, at: number): boolean {
  if (!fitsFrameAt(bytes, at)) return false;
  const from = at + frameHeaderBytes;
  return crc32c(bytes.subarray(from, from + frameLengthAt(bytes, at))) === readU32At(bytes, at + 4);
}

function fitsFrameAt(bytes: Uint8Array, at: number): boolean {
  const length = frameLengthAt(bytes, at);
  return length > 0 && at + frameHeaderBytes + length <= bytes.length;
}

const frameLengthAt = (bytes: Uint8Array, at: number): number => readU32At(bytes, at);

/** Beyond the end there are zeros. */
const readU32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)) >>>
  0;
