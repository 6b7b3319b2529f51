import { crc32c, crc32cOfParts } from './crc-32c.ts';

/** Bytes before a frame: length and checksum, each a little-endian u32 (D3). */
export const frameHeaderBytes = 8;

/** Bytes of a frame in their own buffer. A frame sent across a port must not drag a whole file along. */
export type FrameBytes = Uint8Array<ArrayBuffer>;

/** Encode frames one after the other. Throws for an empty frame: it would read as the end. */
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

/** Create the replacement of an erased frame: same length, whole, without content. */
export const createBlankFrame = (frame: Uint8Array): FrameBytes =>
  encodeFrames([new Uint8Array(frame.length)]);

/** Return whether a frame was erased. No encrypted frame matches: each begins with a random nonce. */
export const isBlankFrame = (frame: Uint8Array): boolean => frame.every((byte) => byte === 0);

/** Result of reading a journal file. */
export interface FramesReading {
  /** Whole frames in order, blanked ones included. */
  readonly frames: readonly FrameBytes[];
  /** Offset of each frame in the file. */
  readonly places: readonly number[];
  /** Number of unreadable places between them. */
  readonly damagedPlaces: number;
  /** Offset of the next frame. */
  readonly endByte: number;
  /** Offset behind the last byte that is not zero. Past `endByte` after an incomplete or damaged last frame. */
  readonly writtenBytes: number;
}

/** Read all whole frames. Damage to a file loses only the frames that it touched (D3). */
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

// A plain loop, as the checksum's: the shell reads megabytes at each start, and other work waits meanwhile.
function endOfWrittenBytes(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

/** Return a function that finds the next whole frame from an offset, or -1. Its tables are built on first use. */
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

/** Read a little-endian u32; bytes beyond the end are zeros. */
const readU32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)) >>>
  0;
