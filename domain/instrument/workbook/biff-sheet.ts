import { biffRecords, byteText, RecordReader, unicodeText, type BiffRecord } from './biff-records.ts';
import { CellCollector, type CellBudget } from './cell-collector.ts';
import { dateText, numberText, type DateBase } from './number-text.ts';

export interface BiffContext {
  /** BIFF8: texts are Unicode. BIFF5: bytes. */
  readonly isUnicode: boolean;
  readonly strings: readonly string[];
  readonly dateBase: DateBase;
  readonly isDate: (style: number) => boolean;
}

/** The cells of the sheet that begins at a place of the stream. */
export function readBiffSheet(
  stream: Uint8Array,
  at: number,
  name: string,
  budget: CellBudget,
  context: BiffContext,
): CellCollector {
  const collector = new CellCollector(name, budget);
  const sheet = new BiffSheet(collector, context);
  let depth = 0;
  for (const record of biffRecords(stream, at)) {
    if (record.type === 0x0809) depth += 1;
    else if (record.type === 0x000a) {
      depth -= 1;
      if (depth <= 0) break;
    } else if (depth === 1 && !sheet.take(record)) break;
    else if (depth === 0) break;
  }
  return collector;
}

const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

class BiffSheet {
  /** The formula whose result is the text of the next STRING record. */
  private waiting: { readonly row: number; readonly column: number } | null = null;

  private readonly collector: CellCollector;
  private readonly context: BiffContext;

  constructor(collector: CellCollector, context: BiffContext) {
    this.collector = collector;
    this.context = context;
  }

  /** False once the sheet is full. */
  take(record: BiffRecord): boolean {
    const reader = new RecordReader(record);
    switch (record.type) {
      case 0x00fd: {
        const { row, column } = cell(reader);
        return this.collector.put(row, column, this.context.strings[reader.long()] ?? '');
      }
      case 0x0204:
      case 0x00d6: {
        const { row, column } = cell(reader);
        return this.collector.put(row, column, this.text(reader));
      }
      case 0x0203: {
        const { row, column, style } = cell(reader);
        return this.number(row, column, style, double(reader));
      }
      case 0x027e: {
        const { row, column, style } = cell(reader);
        return this.number(row, column, style, packedNumber(reader.long()));
      }
      case 0x00bd:
        return this.numbers(record, reader);
      case 0x0205: {
        const { row, column } = cell(reader);
        const value = reader.byte();
        return reader.byte() === 1
          ? this.error(row, column, value)
          : this.collector.put(row, column, truth(value));
      }
      case 0x0006:
        return this.formula(reader);
      case 0x0207: {
        const place = this.waiting;
        this.waiting = null;
        return place ? this.collector.put(place.row, place.column, this.text(reader)) : true;
      }
      default:
        return true;
    }
  }

  private text(reader: RecordReader): string {
    return this.context.isUnicode ? unicodeText(reader) : byteText(reader);
  }

  private number(row: number, column: number, style: number, value: number): boolean {
    const text = this.context.isDate(style) ? dateText(value, this.context.dateBase) : numberText(value);
    return this.collector.put(row, column, text);
  }

  private numbers(record: BiffRecord, reader: RecordReader): boolean {
    const row = reader.word();
    const first = reader.word();
    const count = Math.floor((record.data.length - 6) / 6);
    for (let index = 0; index < count; index += 1) {
      const style = reader.word();
      if (!this.number(row, first + index, style, packedNumber(reader.long()))) return false;
    }
    return true;
  }

  private formula(reader: RecordReader): boolean {
    const { row, column, style } = cell(reader);
    const result = Array.from({ length: 8 }, () => reader.byte());
    if (result[6] !== 0xff || result[7] !== 0xff) return this.number(row, column, style, doubleOf(result));
    switch (result[0]) {
      case 0:
        this.waiting = { row, column };
        return true;
      case 1:
        return this.collector.put(row, column, truth(result[2] ?? 0));
      case 2:
        return this.error(row, column, result[2] ?? 0);
      default:
        return true;
    }
  }

  private error(row: number, column: number, code: number): boolean {
    const text = errors[code] ?? '#N/A';
    this.collector.warn(
      'cell.error',
      `This cell shows the error ${text}. Mend its formula, or write the text itself.`,
      row,
      column,
    );
    return this.collector.put(row, column, text);
  }
}

const cell = (
  reader: RecordReader,
): { readonly row: number; readonly column: number; readonly style: number } => ({
  row: reader.word(),
  column: reader.word(),
  style: reader.word(),
});

const truth = (value: number): string => (value === 0 ? 'FALSE' : 'TRUE');

const double = (reader: RecordReader): number => doubleOf(Array.from({ length: 8 }, () => reader.byte()));
const doubleOf = (bytes: readonly number[]): number =>
  new DataView(Uint8Array.from(bytes).buffer).getFloat64(0, true);

/** 30 bits of a number: an integer or the upper half of a double, either of them perhaps times 100. */
function packedNumber(packed: number): number {
  const value =
    (packed & 2) !== 0
      ? packed >> 2
      : doubleOf([0, 0, 0, 0, packed & 0xfc, (packed >> 8) & 0xff, (packed >> 16) & 0xff, packed >>> 24]);
  return (packed & 1) !== 0 ? value / 100 : value;
}
