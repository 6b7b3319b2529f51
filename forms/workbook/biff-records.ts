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
export function* readBiffRecords(streamBytes: Uint8Array, from = 0): Generator<BiffRecord> {
  const view = new DataView(streamBytes.buffer, streamBytes.byteOffset, streamBytes.byteLength);
  let at = from;
  while (at + 4 <= streamBytes.length) {
    const begin = at;
    const type = view.getUint16(at, true);
    const bytes = view.getUint16(at + 2, true);
    if (at + 4 + bytes > streamBytes.length) return;
    const data = streamBytes.subarray(at + 4, at + 4 + bytes);
    at += 4 + bytes;
    const continued: Uint8Array[] = [];
    while (at + 4 <= streamBytes.length && view.getUint16(at, true) === continueRecordType) {
      const more = view.getUint16(at + 2, true);
      if (at + 4 + more > streamBytes.length) break;
      continued.push(streamBytes.subarray(at + 4, at + 4 + more));
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

  constructor(biffRecord: Pick<BiffRecord, 'data' | 'continued'>) {
    this.parts = [biffRecord.data, ...biffRecord.continued];
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
