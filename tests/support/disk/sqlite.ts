// Content of SQLite files, as far as a search needs it. A row longer than a page goes on in other pages, so a text may
// be cut anywhere. Freed pages and frames of a WAL from before its last checkpoint count too: their content can be
// read. Format: https://www.sqlite.org/fileformat2.html

const fileMark = Buffer.from('SQLite format 3\0', 'latin1');
const fileHeaderBytes = 100;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const walMarks: ReadonlySet<number> = new Set([0x377f0682, 0x377f0683]);
/** Kinds of b-tree pages with rows in them, by their first byte, and how long their headers are. */
const [indexNode, indexLeaf, tableLeaf] = [0x02, 0x0a, 0x0d] as const;
const headerBytesByKind: Readonly<Record<number, number>> = {
  [indexNode]: 12,
  [indexLeaf]: 8,
  [tableLeaf]: 8,
};

export const isSqliteFile = (bytes: Buffer): boolean => bytes.subarray(0, fileMark.length).equals(fileMark);
export const isSqliteWal = (bytes: Buffer): boolean =>
  bytes.length >= walHeaderBytes && walMarks.has(bytes.readUInt32BE(0));

/** A page by its number, from 1 on. */
type Pages = (page: number) => Buffer | undefined;

/** Rows of a database file, joined where they go over several pages, and the content that freed pages led to. */
export function rowsOfFile(bytes: Buffer): readonly Buffer[] {
  const pageBytes = pageBytesOf(bytes.readUInt16BE(16));
  const pages = cutInto(bytes, pageBytes);
  const at: Pages = (page) => pages[page - 1];
  return pages.flatMap((page, index) => rowsOf(page, index === 0 ? fileHeaderBytes : 0, at));
}

/**
 * Rows in the frames of a WAL, of any checkpoint. A row goes on in the frames or, where these lack the page, in the
 * database file.
 */
export function rowsOfWal(wal: Buffer, file: Buffer | null): readonly Buffer[] {
  const pageBytes = pageBytesOf(wal.readUInt32BE(8));
  const inFile = file === null ? [] : cutInto(file, pageBytes);
  const latest = new Map<number, Buffer>();
  const found: Buffer[] = [];
  let written: (readonly [page: number, content: Buffer])[] = [];
  const readWritten = (): void => {
    const at: Pages = (page) => latest.get(page) ?? inFile[page - 1];
    for (const [page, content] of written)
      found.push(...rowsOf(content, page === 1 ? fileHeaderBytes : 0, at));
    written = [];
  };
  const frameBytes = frameHeaderBytes + pageBytes;
  for (let from = walHeaderBytes; from + frameBytes <= wal.length; from += frameBytes) {
    const page = wal.readUInt32BE(from);
    const content = wal.subarray(from + frameHeaderBytes, from + frameBytes);
    latest.set(page, content);
    written.push([page, content]);
    if (wal.readUInt32BE(from + 4) !== 0) readWritten(); // the last frame of a transaction
  }
  readWritten();
  return found;
}

/** Rows that begin in this page and go on in others, and the bytes around each place that leads to another page. */
const rowsOf = (page: Buffer, header: number, at: Pages): readonly Buffer[] => [
  ...cellsOf(page, header, at),
  ...seamsOf(page, at),
];

/** Bytes that are joined before and behind a place that leads on: more than any needle has. */
const seamBytes = 512;

/**
 * A deleted row leaves only its bytes, with the number of the page in which it went on. A page with a part of a row
 * begins with the number of the next one, or 0.
 */
function seamsOf(page: Buffer, at: Pages): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let place = 0; place + 4 <= page.length; place += 1) {
    const next = at(page.readUInt32BE(place));
    const then = next?.readUInt32BE(0) ?? -1;
    if (next === undefined || (then !== 0 && at(then) === undefined)) continue;
    const end = place === 0 ? page.length : place;
    found.push(
      Buffer.concat([page.subarray(Math.max(0, end - seamBytes), end), next.subarray(4, 4 + seamBytes)]),
    );
  }
  return found;
}

/** Content of each cell that goes on in other pages. Content of one page is searched as raw bytes. */
function cellsOf(page: Buffer, header: number, at: Pages): readonly Buffer[] {
  const kind = page[header] ?? 0;
  const beforePointers = headerBytesByKind[kind];
  if (beforePointers === undefined) return [];
  const first = header + beforePointers;
  const count = Math.min(page.readUInt16BE(header + 3), Math.floor((page.length - first) / 2));
  const found: Buffer[] = [];
  for (let cell = 0; cell < count; cell += 1) {
    const from = page.readUInt16BE(first + 2 * cell) + (kind === indexNode ? 4 : 0);
    const row = longRow(page, from, at, kind === tableLeaf);
    if (row !== null) found.push(row);
  }
  return found;
}

function longRow(page: Buffer, from: number, at: Pages, isTable: boolean): Buffer | null {
  const [length, afterLength] = bigEndianVarint(page, from);
  const start = isTable ? bigEndianVarint(page, afterLength)[1] : afterLength;
  const local = localBytes(length, page.length, isTable);
  if (length <= local || start + local + 4 > page.length) return null;
  const parts = [page.subarray(start, start + local)];
  const seen = new Set<number>();
  let left = length - local;
  for (let next = page.readUInt32BE(start + local); left > 0 && !seen.has(next); ) {
    const following = at(next);
    if (following === undefined) break;
    seen.add(next);
    parts.push(following.subarray(4, 4 + left));
    left -= following.length - 4;
    next = following.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** Bytes of a row of this length that lie in its own page (section 1.6 of the format; no page has reserved bytes). */
function localBytes(length: number, pageBytes: number, isTable: boolean): number {
  const most = isTable ? pageBytes - 35 : Math.floor(((pageBytes - 12) * 64) / 255) - 23;
  if (length <= most) return length;
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (pageBytes - 4));
  return fitting <= most ? fitting : least;
}

/** A number in groups of seven bits, highest first, and the position behind it. A ninth byte has eight bits. */
function bigEndianVarint(bytes: Buffer, from: number): readonly [value: number, next: number] {
  let value = 0;
  for (let at = from; at < from + 9; at += 1) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + 1];
  }
  return [value, from + 9];
}

/** 65,536 is written as 1 where there are two bytes for it. */
const pageBytesOf = (written: number): number => (written === 1 ? 65_536 : written);

const cutInto = (bytes: Buffer, pageBytes: number): readonly Buffer[] =>
  Array.from({ length: Math.floor(bytes.length / pageBytes) }, (_, at) =>
    bytes.subarray(at * pageBytes, (at + 1) * pageBytes),
  );
