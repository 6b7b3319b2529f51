import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/** @typedef {{ name: string, method: number, packedSize: number, mode: number, offset: number }} ZipEntry */

const endRecordSignature = Buffer.from('PK\x05\x06', 'latin1');
const maximumEndRecordBytes = 66_000;

/**
 * Unpacks a zip archive (stored or deflated files, no zip64).
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | null} place returns the target of an archive's file in the folder; null leaves it out
 */
export function extractZipArchive(archive, folder, place) {
  const file = fs.openSync(archive, 'r');
  try {
    for (const entry of entriesOf(file)) {
      const name = entry.name.endsWith('/') ? null : place(entry.name);
      if (name === null) continue;
      const target = path.join(folder, name);
      if (!target.startsWith(folder + path.sep)) throw new Error(`the archive points outside: ${entry.name}`);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, entryContentOf(file, entry), { mode: entry.mode & 0o777 || 0o644 });
    }
  } finally {
    fs.closeSync(file);
  }
}

/**
 * @param {number} file
 * @returns {Generator<ZipEntry>}
 */
function* entriesOf(file) {
  const size = fs.fstatSync(file).size;
  const tail = readFileRange(
    file,
    Math.max(0, size - maximumEndRecordBytes),
    Math.min(size, maximumEndRecordBytes),
  );
  const end = tail.lastIndexOf(endRecordSignature);
  if (end < 0) throw new Error('not a zip archive');
  const count = tail.readUInt16LE(end + 10);
  const directory = readFileRange(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  for (let at = 0, index = 0; index < count; index += 1) {
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/**
 * @param {number} file
 * @param {ZipEntry} entry
 */
function entryContentOf(file, entry) {
  const header = readFileRange(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readFileRange(file, start, entry.packedSize);
  return entry.method === 0 ? packed : zlib.inflateRawSync(packed);
}

/**
 * @param {number} file
 * @param {number} start
 * @param {number} length
 */
function readFileRange(file, start, length) {
  const bytes = Buffer.alloc(length);
  fs.readSync(file, bytes, 0, length, start);
  return bytes;
}
