import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { inflated, logRecords, tableContents } from './leveldb.ts';
import { foundIn, type Needle } from './needles.ts';
import { isSqliteFile, isSqliteWal, rowsOfFile, rowsOfWal } from './sqlite.ts';

export interface Search {
  /** `file: name (form)` for each needle that was found, the file as it lies below the folder. */
  readonly hits: readonly string[];
  readonly files: number;
  readonly bytes: number;
  /** Tables with blocks that could not be taken apart: only their raw bytes were searched. */
  readonly unread: readonly string[];
}

/**
 * Search for the needles in every file below these folders: in its name, its raw bytes, and its compressed or cut
 * content. That is LevelDB's logs and tables, SQLite's pages (used, freed and in a WAL), and gzip in caches.
 */
export function searchFolders(folders: readonly string[], needles: readonly Needle[]): Search {
  const hits: string[] = [];
  const unread: string[] = [];
  let [files, bytes] = [0, 0];
  for (const folder of folders)
    for (const file of filesBelow(folder)) {
      const name = path.relative(folder, file);
      const hay = fs.readFileSync(file);
      files += 1;
      bytes += hay.length;
      const inside = contentsOf(file, hay);
      if (inside === null) unread.push(name);
      const found = [Buffer.from(name), hay, ...(inside ?? [])].flatMap((one) => foundIn(one, needles));
      hits.push(...new Set(found.map((what) => `${name}: ${what}`)));
    }
  return { hits, files, bytes, unread };
}

export function filesBelow(folder: string): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Content of a file beyond its raw bytes; `null` when a table cannot be taken apart. */
function contentsOf(file: string, hay: Buffer): readonly Buffer[] | null {
  const { ext, base } = path.parse(file);
  if (ext === '.log' || base.startsWith('MANIFEST-')) {
    const records = logRecords(hay);
    return [Buffer.from(records), ...pieces(records)];
  }
  if (ext === '.ldb') {
    const { text, unread } = tableContents(hay);
    return unread > 0 ? null : [Buffer.from(text)];
  }
  if (isSqliteFile(hay)) return withInflated([hay, ...rowsOfFile(hay)]);
  if (isSqliteWal(hay)) return withInflated([hay, ...rowsOfWal(hay, readIfThere(file.replace(/-wal$/, '')))]);
  return compressedIn(hay);
}

const withInflated = (rows: readonly Buffer[]): readonly Buffer[] => [...rows, ...rows.flatMap(zstdIn)];

const readIfThere = (file: string): Buffer | null => (fs.existsSync(file) ? fs.readFileSync(file) : null);

/** Blink's marks anywhere in a log: a value's end is not looked for, snappy knows its own. */
function pieces(records: Uint8Array): readonly Buffer[] {
  const found: Buffer[] = [];
  const hay = Buffer.from(records);
  for (let at = hay.indexOf(blinkMark); at >= 0; at = hay.indexOf(blinkMark, at + 1))
    found.push(...inflated(hay.subarray(at)).map((one) => Buffer.from(one)));
  return found;
}

const blinkMark = Buffer.from([0xff, 0x11, 0x02]);
/** Chromium compresses large values before SQLite gets them. */
const zstdMark = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

function zstdIn(hay: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = hay.indexOf(zstdMark); at >= 0; at = hay.indexOf(zstdMark, at + 1)) {
    try {
      // A stream that is cut off gives its beginning.
      found.push(zlib.zstdDecompressSync(hay.subarray(at), { finishFlush: zlib.constants.ZSTD_e_flush }));
    } catch {
      // Four bytes that only looked like a beginning.
    }
  }
  return found;
}

/** Deflate without name, comment or extra field, as servers and browsers write it. */
const gzipMark = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);
const gzipHeaderBytes = 10;

/** Streams of gzip that begin anywhere in the file; a cache keeps answers as they travelled. */
function compressedIn(hay: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = hay.indexOf(gzipMark); at >= 0; at = hay.indexOf(gzipMark, at + 1)) {
    try {
      found.push(
        zlib.inflateRawSync(hay.subarray(at + gzipHeaderBytes), { finishFlush: zlib.constants.Z_SYNC_FLUSH }),
      );
    } catch {
      // Three bytes that only looked like a beginning.
    }
  }
  return found;
}
