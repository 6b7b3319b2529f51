import { unsnappy, varint } from './snappy.ts';

// Content of LevelDB files, as far as a search needs it. A log cuts its records at every 32 KiB. A table compresses its
// blocks and leaves out the part of a key that equals the key before it. Blink also compresses large values. Formats:
// https://github.com/google/leveldb/blob/main/doc/log_format.md and table_format.md.

const logBlockBytes = 32_768;
const logHeaderBytes = 7;

/** The records of a `.log` (or of a MANIFEST, which has the same form), joined where they were cut. */
export function logRecords(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let block = 0; block < bytes.length; block += logBlockBytes) {
    const end = Math.min(block + logBlockBytes, bytes.length);
    for (let at = block; at + logHeaderBytes < end; ) {
      const length = (bytes[at + 4] ?? 0) + (bytes[at + 5] ?? 0) * 256;
      if (length === 0 && bytes[at + 6] === 0) break;
      parts.push(bytes.subarray(at + logHeaderBytes, Math.min(at + logHeaderBytes + length, end)));
      at += logHeaderBytes + length;
    }
  }
  return Buffer.concat(parts);
}

const footerBytes = 48;

/** All keys and values of a table (`.ldb`), decompressed. A block that cannot be read is left out and counted. */
export function tableContents(bytes: Uint8Array): { readonly text: Uint8Array; readonly unread: number } {
  const parts: Uint8Array[] = [];
  let unread = 0;
  try {
    const footer = bytes.subarray(bytes.length - footerBytes);
    const [, afterOffset] = varint(footer, 0);
    const [, afterSize] = varint(footer, afterOffset);
    const index = entriesOf(blockAt(bytes, footer, afterSize));
    for (const [, handle] of index) {
      try {
        for (const [key, value] of entriesOf(blockAt(bytes, handle, 0)))
          parts.push(key, value, ...inflated(value));
      } catch {
        unread += 1;
      }
    }
  } catch {
    unread += 1;
  }
  return { text: Buffer.concat(parts), unread };
}

/** The block that a handle (offset, size) names. */
function blockAt(bytes: Uint8Array, handle: Uint8Array, at: number): Uint8Array {
  const [offset, afterOffset] = varint(handle, at);
  const [size] = varint(handle, afterOffset);
  const block = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? unsnappy(block) : block;
}

function entriesOf(block: Uint8Array): readonly (readonly [key: Uint8Array, value: Uint8Array])[] {
  const restarts = Buffer.from(block).readUInt32LE(block.length - 4);
  const end = block.length - 4 * (restarts + 1);
  const entries: (readonly [Uint8Array, Uint8Array])[] = [];
  let keyBytes: Uint8Array = new Uint8Array();
  for (let at = 0; at < end; ) {
    const [shared, one] = varint(block, at);
    const [own, two] = varint(block, one);
    const [valueBytes, three] = varint(block, two);
    keyBytes = Buffer.concat([keyBytes.subarray(0, shared), block.subarray(three, three + own)]);
    entries.push([keyBytes, block.subarray(three + own, three + own + valueBytes)]);
    at = three + own + valueBytes;
  }
  return entries;
}

/** Blink's mark of a compressed value: a version tag, a version that asks for work, snappy. */
const mark = Buffer.from([0xff, 0x11, 0x02]);

/** Value that Blink compressed in here, if any. */
export function inflated(value: Uint8Array): readonly Uint8Array[] {
  const at = Buffer.from(value.buffer, value.byteOffset, value.byteLength).indexOf(mark);
  if (at < 0) return [];
  try {
    return [unsnappy(value.subarray(at + mark.length))];
  } catch {
    return []; // three bytes that only looked like the mark
  }
}
