/** Streams of an OLE compound file by name (MS-CFB): the container of `.xls` and encrypted workbooks. */
interface CompoundFile {
  readonly names: readonly string[];
  stream(name: string): Uint8Array | null;
}

const endOfSectorChain = 0xfffffffe;
const noSectorId = 0xffffffff;

/** Read the directory of a compound file; null when it is damaged. Circular chains end. */
export function openCompoundFile(bytes: Uint8Array): CompoundFile | null {
  if (bytes.length < 512) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorShift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((sectorShift !== 9 && sectorShift !== 12) || miniShift !== 6) return null;
  const sectorBytes = 1 << sectorShift;
  const sectorCount = Math.ceil((bytes.length - sectorBytes) / sectorBytes);

  const sector = (id: number): Uint8Array => bytes.subarray((id + 1) * sectorBytes, (id + 2) * sectorBytes);
  const fat = readAllocationTable(view, sectorBytes, sectorCount, sector);
  const chain = (first: number, table: (id: number) => number, most: number): readonly number[] => {
    const ids: number[] = [];
    for (let id = first; id < most && ids.length <= most; id = table(id)) ids.push(id);
    return ids;
  };
  const nextSector = (id: number): number => fat[id] ?? endOfSectorChain;
  const readChain = (first: number): Uint8Array =>
    joinSectors(chain(first, nextSector, sectorCount).map(sector));

  const directory = readCompoundDirectory(readChain(view.getUint32(48, true)));
  const root = directory.find(({ type }) => type === 5);
  if (!root) return null;
  const miniStream = readChain(root.first);
  const miniFat = readUint32Words(readChain(view.getUint32(60, true)));
  const nextMini = (id: number): number => miniFat[id] ?? endOfSectorChain;
  const cutoff = view.getUint32(56, true);

  return {
    names: directory.map(({ name }) => name),
    stream(name) {
      const entry = directory.find((one) => one.type === 2 && one.name.toLowerCase() === name.toLowerCase());
      if (!entry) return null;
      if (entry.bytes >= cutoff) return readChain(entry.first).subarray(0, entry.bytes);
      const minis = chain(entry.first, nextMini, miniFat.length);
      return joinSectors(minis.map((id) => miniStream.subarray(id * 64, id * 64 + 64))).subarray(
        0,
        entry.bytes,
      );
    },
  };
}

/** Sector numbers by sector number: the allocation table, listed in the header and its continuation. */
function readAllocationTable(
  view: DataView,
  sectorBytes: number,
  sectorCount: number,
  sector: (id: number) => Uint8Array,
): readonly number[] {
  const parts: number[] = [];
  for (let index = 0; index < 109; index += 1) parts.push(view.getUint32(76 + index * 4, true));
  let more = view.getUint32(68, true);
  for (let guard = 0; more < sectorCount && guard < sectorCount; guard += 1) {
    const list = readUint32Words(sector(more));
    parts.push(...list.slice(0, sectorBytes / 4 - 1));
    more = list[sectorBytes / 4 - 1] ?? noSectorId;
  }
  const used = parts.filter((id) => id < sectorCount).slice(0, sectorCount);
  return used.flatMap((id) => readUint32Words(sector(id)));
}

interface DirectoryEntry {
  readonly name: string;
  /** 5 is the root, 2 a stream, 1 a folder. */
  readonly type: number;
  readonly first: number;
  readonly bytes: number;
}

function readCompoundDirectory(bytes: Uint8Array): readonly DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + 128 <= bytes.length && entries.length < 10_000; at += 128) {
    const nameBytes = Math.min(64, view.getUint16(at + 64, true));
    let name = '';
    for (let letter = 0; letter + 2 < nameBytes; letter += 2)
      name += String.fromCharCode(view.getUint16(at + letter, true));
    entries.push({
      name,
      type: view.getUint8(at + 66),
      first: view.getUint32(at + 116, true),
      bytes: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function readUint32Words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function joinSectors(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One record of a BIFF stream (MS-XLS): its type and its bytes, those of following CONTINUE records apart. */
export interface BiffRecord {
  readonly type: number;
  /** Offset of the record in the stream: sheets are found by it. */
  readonly at: number;
  readonly data: Uint8Array;
  readonly continued: readonly Uint8Array[];
}

const continueRecordType = 0x3c;

/** Read the records of a stream from an offset, lazily. A truncated record ends them. */
export function* readBiffRecords(stream: Uint8Array, from = 0): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = from;
  while (at + 4 <= stream.length) {
    const begin = at;
    const type = view.getUint16(at, true);
    const bytes = view.getUint16(at + 2, true);
    if (at + 4 + bytes > stream.length) return;
    const data = stream.subarray(at + 4, at + 4 + bytes);
    at += 4 + bytes;
    const continued: Uint8Array[] = [];
    while (at + 4 <= stream.length && view.getUint16(at, true) === continueRecordType) {
      const more = view.getUint16(at + 2, true);
      if (at + 4 + more > stream.length) break;
      continued.push(stream.subarray(at + 4, at + 4 + more));
      at += 4 + more;
    }
    yield { type, at: begin, data, continued };
  }
}

/**
 * Reader over the borders of a record and its continuations.
 * @throws RangeError past the end
 */
export class BiffRecordReader {
  private part = 0;
  private at = 0;
  private readonly parts: readonly Uint8Array[];

  constructor(record: Pick<BiffRecord, 'data' | 'continued'>) {
    this.parts = [record.data, ...record.continued];
  }

  byte(): number {
    while (this.at >= this.current().length) this.nextPart();
    const value = this.current()[this.at] ?? 0;
    this.at += 1;
    return value;
  }
  word(): number {
    return this.byte() | (this.byte() << 8);
  }
  long(): number {
    return (this.word() | (this.word() << 16)) >>> 0;
  }
  skip(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      if (this.at >= this.current().length) this.nextPart();
      const step = Math.min(left, this.current().length - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** Letters of one or two bytes. A continuation record begins with a byte that gives the width again. */
  letters(count: number, wide: boolean): string {
    let text = '';
    let isWide = wide;
    for (let left = count; left > 0; left -= 1) {
      if (this.at >= this.current().length) {
        this.nextPart();
        isWide = (this.byte() & 1) === 1;
      }
      text += String.fromCharCode(isWide ? this.word() : this.byte());
    }
    return text;
  }

  private current(): Uint8Array {
    const part = this.parts[this.part];
    if (!part) throw new RangeError('A record ends too early');
    return part;
  }
  private nextPart(): void {
    this.part += 1;
    this.at = 0;
    this.current();
  }
}

/** A text with 16-bit length and option byte, as in BIFF8; formatting and readings are skipped. */
export function readUnicodeText(reader: BiffRecordReader, lengthBytes: 1 | 2 = 2): string {
  const count = lengthBytes === 1 ? reader.byte() : reader.word();
  const options = reader.byte();
  const runs = options & 8 ? reader.word() : 0;
  const reading = options & 4 ? reader.long() : 0;
  const text = reader.letters(count, (options & 1) === 1);
  reader.skip(runs * 4 + reading);
  return text;
}

// Letters of Windows-1252 in place of the control characters of Latin-1.
const windows1252Letters =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** A text of single bytes, as in BIFF5, read as Windows-1252. */
export function readByteText(reader: BiffRecordReader, lengthBytes: 1 | 2 = 2): string {
  const count = lengthBytes === 1 ? reader.byte() : reader.word();
  return Array.from(reader.letters(count, false), (letter) => {
    const code = letter.charCodeAt(0);
    return code >= 0x80 && code < 0xa0 ? windows1252Letters.charAt(code - 0x80) : letter;
  }).join('');
}
