// CRC-32C (Castagnoli), reflected, as RFC 3720 has it. Node's zlib.crc32 is another polynomial.
const crc32cPolynomial = 0x82f63b78;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit += 1) register = (register >>> 1) ^ (register & 1 ? crc32cPolynomial : 0);
  return register;
});

/** The table has an entry for every byte. */
const feedByte = (register: number, byte: number): number =>
  (crcTable[(register ^ byte) & 0xff] ?? 0) ^ (register >>> 8);

/** Compute the CRC-32C of these bytes as an unsigned number; 0xE3069283 for the ASCII digits "123456789". */
export function crc32c(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1) register = feedByte(register, bytes[index] ?? 0);
  return ~register >>> 0;
}

/**
 * Create a function that returns `crc32c` of any part of these bytes in constant time. The search for whole frames in a
 * damaged file needs the sums of thousands of parts of megabytes.
 */
export function crc32cOfParts(bytes: Uint8Array): (fromByte: number, toByte: number) => number {
  const registers = new Uint32Array(bytes.length + 1);
  for (let index = 0; index < bytes.length; index += 1)
    registers[index + 1] = feedByte(registers[index] ?? 0, bytes[index] ?? 0);

  // The register is linear: its content before a part is added after it, shifted by as many zero bytes.
  return (fromByte, toByte) => {
    const before = (registers[fromByte] ?? 0) ^ 0xffffffff;
    return ~((registers[toByte] ?? 0) ^ registerAfterZeros(before, toByte - fromByte)) >>> 0;
  };
}

/** Return the register after this many further zero bytes. */
function registerAfterZeros(register: number, bytes: number): number {
  let moved = register;
  for (let power = 0; bytes >>> power > 0; power += 1)
    if ((bytes >>> power) & 1) moved = applyBitMap(zeroMapsByPower[power] ?? [], moved);
  return moved;
}

/** Linear map of the register: the image of each of its bits. */
type RegisterBitMap = readonly number[];

function applyBitMap(registerBitMap: RegisterBitMap, register: number): number {
  let product = 0;
  for (let bit = 0; bit < 32; bit += 1) if ((register >>> bit) & 1) product ^= registerBitMap[bit] ?? 0;
  return product;
}

/** Maps of 1, 2, 4, ... zero bytes; enough for files of 4 GiB. */
const zeroMapsByPower: readonly RegisterBitMap[] = createZeroMaps();

function createZeroMaps(): readonly RegisterBitMap[] {
  const maps = [Array.from({ length: 32 }, (_, bit) => feedByte(1 << bit, 0))];
  while (maps.length < 32) {
    const last = maps.at(-1) ?? [];
    maps.push(last.map((column) => applyBitMap(last, column)));
  }
  return maps;
}

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

const encodedFrameBytes = (frames: readonly Uint8Array[]): number =>
  frames.reduce((sum, { length }) => sum + frameHeaderBytes + length, 0);

/** Create the replacement of an erased frame: same length, whole, without content. */
export const createBlankFrame = (frameBytes: Uint8Array): FrameBytes =>
  encodeFrames([new Uint8Array(frameBytes.length)]);

/** Return whether a frame was erased. No encrypted frame matches: each begins with a random nonce. */
export const isBlankFrame = (frameBytes: Uint8Array): boolean => frameBytes.every((byte) => byte === 0);

/** Result of reading a journal file. */
interface FramesReading {
  /** Whole frames in order, blanked ones included. */
  readonly frames: readonly FrameBytes[];
  /** Offset of each frame in the file. */
  readonly offsets: readonly number[];
  /** Number of unreadable parts between them. */
  readonly damagedParts: number;
  /** Offset of the next frame. */
  readonly endByte: number;
  /** Offset behind the last byte that is not zero. Past `endByte` after an incomplete or damaged last frame. */
  readonly writtenBytes: number;
}

/** Read all whole frames. Damage to a file loses only the frames that it touched (D3). */
export function readFrames(bytes: Uint8Array): FramesReading {
  const writtenBytes = endOfWrittenBytes(bytes);
  const seek = createFrameSeeker(bytes, writtenBytes);
  const frameByteses: FrameBytes[] = [];
  const offsets: number[] = [];
  let damagedParts = 0;
  let endByte = 0;
  while (endByte < writtenBytes) {
    let at = endByte;
    if (!isWholeFrameAt(bytes, at)) {
      at = seek(endByte + 1);
      if (at < 0) break;
      damagedParts += 1;
    }
    const from = at + frameHeaderBytes;
    endByte = from + frameLengthAt(bytes, at); // may be past the last byte that is not zero: a frame may end with zeros
    frameByteses.push(new Uint8Array(bytes.subarray(from, endByte))); // Node's buffers share their memory with others
    offsets.push(at);
  }
  return {
    frames: frameByteses,
    offsets,
    damagedParts,
    endByte,
    writtenBytes: Math.max(endByte, writtenBytes),
  };
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
