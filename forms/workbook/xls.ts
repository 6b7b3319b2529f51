import type { Diagnostic } from '../model/instrument.ts';
import {
  type BiffRecord,
  BiffRecordReader,
  readBiffRecords,
  readByteText,
  readUnicodeText,
} from './biff-records.ts';
import { type CellBudget, CellCollector } from './cell-collector.ts';
import { type DateSystem, formatCellDate, formatCellNumber, isDateNumberFormat } from './sheet-cells.ts';
import { type ParsedSheet, refusedWorkbook, type Workbook, workbookLimits } from './workbook.ts';
import { openCompoundFile } from './xls-stream.ts';

interface BiffSheetContext {
  /** BIFF8: texts are Unicode. BIFF5: bytes. */
  readonly isUnicode: boolean;
  readonly strings: readonly string[];
  readonly dateBase: DateSystem;
  readonly isDate: (style: number) => boolean;
}

/** Cells of the sheet at this offset of the stream. */
function readBiffSheet(
  streamBytes: Uint8Array,
  at: number,
  name: string,
  cellBudget: CellBudget,
  biffSheetContext: BiffSheetContext,
): CellCollector {
  const cellCollector = new CellCollector(name, cellBudget);
  const biffSheetReader = new BiffSheetReader(cellCollector, biffSheetContext);
  let depth = 0;
  for (const biffRecord of readBiffRecords(streamBytes, at)) {
    if (biffRecord.type === 0x0809) depth += 1;
    else if (biffRecord.type === 0x000a) {
      depth -= 1;
      if (depth <= 0) break;
    } else if (depth === 1 && !biffSheetReader.readRecord(biffRecord)) break;
    else if (depth === 0) break;
  }
  return cellCollector;
}

const errorTextByCode: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

class BiffSheetReader {
  /** The formula with its result in the next STRING record. */
  private waiting: { readonly row: number; readonly column: number } | null = null;

  private readonly collector: CellCollector;
  private readonly context: BiffSheetContext;

  constructor(cellCollector: CellCollector, biffSheetContext: BiffSheetContext) {
    this.collector = cellCollector;
    this.context = biffSheetContext;
  }

  /** Return false once the sheet is full. */
  readRecord(biffRecord: BiffRecord): boolean {
    const reader = new BiffRecordReader(biffRecord);
    switch (biffRecord.type) {
      case 0x00fd: {
        const { row, column } = readCellHeader(reader);
        return this.collector.addCell(row, column, this.context.strings[reader.long()] ?? '');
      }
      case 0x0204:
      case 0x00d6: {
        const { row, column } = readCellHeader(reader);
        return this.collector.addCell(row, column, this.text(reader));
      }
      case 0x0203: {
        const { row, column, style } = readCellHeader(reader);
        return this.number(row, column, style, readDouble(reader));
      }
      case 0x027e: {
        const { row, column, style } = readCellHeader(reader);
        return this.number(row, column, style, unpackRkNumber(reader.long()));
      }
      case 0x00bd:
        return this.numbers(biffRecord, reader);
      case 0x0205: {
        const { row, column } = readCellHeader(reader);
        const value = reader.byte();
        return reader.byte() === 1
          ? this.error(row, column, value)
          : this.collector.addCell(row, column, booleanCellText(value));
      }
      case 0x0006:
        return this.formula(reader);
      case 0x0207: {
        const cellPosition = this.waiting;
        this.waiting = null;
        return cellPosition
          ? this.collector.addCell(cellPosition.row, cellPosition.column, this.text(reader))
          : true;
      }
      default:
        return true;
    }
  }

  private text(reader: BiffRecordReader): string {
    return this.context.isUnicode ? readUnicodeText(reader) : readByteText(reader);
  }

  private number(row: number, column: number, style: number, value: number): boolean {
    const text = this.context.isDate(style)
      ? formatCellDate(value, this.context.dateBase)
      : formatCellNumber(value);
    return this.collector.addCell(row, column, text);
  }

  private numbers(biffRecord: BiffRecord, reader: BiffRecordReader): boolean {
    const row = reader.word();
    const first = reader.word();
    const count = Math.floor((biffRecord.data.length - 6) / 6);
    for (let index = 0; index < count; index += 1) {
      const style = reader.word();
      if (!this.number(row, first + index, style, unpackRkNumber(reader.long()))) return false;
    }
    return true;
  }

  private formula(reader: BiffRecordReader): boolean {
    const { row, column, style } = readCellHeader(reader);
    const result = Array.from({ length: 8 }, () => reader.byte());
    if (result[6] !== 0xff || result[7] !== 0xff)
      return this.number(row, column, style, doubleOfBytes(result));
    switch (result[0]) {
      case 0:
        this.waiting = { row, column };
        return true;
      case 1:
        return this.collector.addCell(row, column, booleanCellText(result[2] ?? 0));
      case 2:
        return this.error(row, column, result[2] ?? 0);
      default:
        return true;
    }
  }

  private error(row: number, column: number, code: number): boolean {
    const text = errorTextByCode[code] ?? '#N/A';
    this.collector.warn(
      'cell.error',
      `This cell shows the error ${text}. Correct its formula, or write the text itself.`,
      row,
      column,
    );
    return this.collector.addCell(row, column, text);
  }
}

const readCellHeader = (
  reader: BiffRecordReader,
): { readonly row: number; readonly column: number; readonly style: number } => ({
  row: reader.word(),
  column: reader.word(),
  style: reader.word(),
});

const booleanCellText = (value: number): string => (value === 0 ? 'FALSE' : 'TRUE');

const readDouble = (reader: BiffRecordReader): number =>
  doubleOfBytes(Array.from({ length: 8 }, () => reader.byte()));
const doubleOfBytes = (bytes: readonly number[]): number =>
  new DataView(Uint8Array.from(bytes).buffer).getFloat64(0, true);

/** 30 bits of a number: an integer or the upper half of a double, either of them perhaps times 100. */
function unpackRkNumber(packed: number): number {
  const value =
    (packed & 2) !== 0
      ? packed >> 2
      : doubleOfBytes([
          0,
          0,
          0,
          0,
          packed & 0xfc,
          (packed >> 8) & 0xff,
          (packed >> 16) & 0xff,
          packed >>> 24,
        ]);
  return (packed & 1) !== 0 ? value / 100 : value;
}

// Own small reader of the `.xls` of Excel 5 to 2003 (MS-XLS). The library for it is frozen in the registry with known
// vulnerabilities. It reads only the content of forms: texts, numbers, dates, booleans, errors and cached results.

/** Read an `.xls`. */
export function readXlsWorkbook(bytes: Uint8Array, isRead: (sheet: string) => boolean): Workbook {
  try {
    return readXlsStreams(bytes, isRead);
  } catch (error) {
    // Counts and offsets of a damaged file lead outside of it. That is a result about the file, not a bug.
    if (error instanceof RangeError) return damagedXlsWorkbook();
    throw error;
  }
}

const damagedXlsWorkbook = (): Workbook =>
  refusedWorkbook(
    'workbook.damaged',
    'This file is damaged. Open it in a spreadsheet program, save it as .xlsx and try again.',
  );

function readXlsStreams(bytes: Uint8Array, isRead: (sheet: string) => boolean): Workbook {
  const compoundFile = openCompoundFile(bytes);
  if (!compoundFile) return damagedXlsWorkbook();
  if (compoundFile.names.includes('EncryptedPackage')) return encryptedXlsWorkbook();
  const stream = compoundFile.stream('Workbook') ?? compoundFile.stream('Book');
  if (!stream)
    return refusedWorkbook(
      'workbook.unknown',
      'This file is no Excel workbook. Save the form as .xlsx and try again.',
    );

  const globals = readBiffGlobals(stream);
  if (globals === 'damaged') return damagedXlsWorkbook();
  if (globals === 'encrypted') return encryptedXlsWorkbook();

  const cellBudget: CellBudget = { left: workbookLimits.cells };
  const parsedSheets: ParsedSheet[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, hidden, at } of globals.sheets) {
    if (!isRead(name) && globals.sheets.length > 1) {
      parsedSheets.push({ name, hidden, rows: [] });
      continue;
    }
    const cellCollector = readBiffSheet(stream, at, name, cellBudget, globals.context);
    parsedSheets.push({ name, hidden, rows: cellCollector.rows() });
    diagnostics.push(...cellCollector.diagnostics);
  }
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  return { sheets: refused ? [] : parsedSheets, diagnostics };
}

const encryptedXlsWorkbook = (): Workbook =>
  refusedWorkbook(
    'workbook.encrypted',
    'This file is protected by a password. Save it without a password and try again.',
  );

interface BiffGlobals {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly at: number }[];
  readonly context: BiffSheetContext;
}

function readBiffGlobals(streamBytes: Uint8Array): BiffGlobals | 'damaged' | 'encrypted' {
  const sheets: { name: string; hidden: boolean; at: number }[] = [];
  let strings: readonly string[] = [];
  const codes = new Map<number, string>();
  const formatOfStyle: number[] = [];
  let dateBase: DateSystem = 1900;
  let version = 0;

  for (const biffRecord of readBiffRecords(streamBytes)) {
    const reader = new BiffRecordReader(biffRecord);
    if (version === 0) {
      if (biffRecord.type !== 0x0809) return 'damaged';
      version = reader.word();
      if (version !== 0x0600 && version !== 0x0500) return 'damaged';
      continue;
    }
    const isUnicode = version === 0x0600;
    switch (biffRecord.type) {
      case 0x000a:
        return {
          sheets,
          context: { isUnicode, strings, dateBase, isDate: createDateStyleTest(formatOfStyle, codes) },
        };
      case 0x002f:
        return 'encrypted';
      case 0x0022:
        dateBase = reader.word() === 1 ? 1904 : 1900;
        break;
      case 0x0085: {
        const at = reader.long();
        const state = reader.byte();
        const kind = reader.byte();
        // Charts and macros are no sheets of a form.
        if (kind === 0)
          sheets.push({
            at,
            hidden: (state & 3) !== 0,
            name: isUnicode ? readUnicodeText(reader, 1) : readByteText(reader, 1),
          });
        break;
      }
      case 0x00fc:
        strings = readStringTable(biffRecord);
        break;
      case 0x041e: {
        const id = reader.word();
        codes.set(id, isUnicode ? readUnicodeText(reader) : readByteText(reader, 1));
        break;
      }
      case 0x00e0:
        reader.skip(2);
        formatOfStyle.push(reader.word());
        break;
      default:
    }
  }
  return 'damaged';
}

function readStringTable(biffRecord: BiffRecord): readonly string[] {
  const reader = new BiffRecordReader(biffRecord);
  reader.skip(4);
  const count = reader.long();
  const strings: string[] = [];
  // A count beyond the data ends in RangeError at the last byte, so its size does no harm.
  for (let index = 0; index < count; index += 1) strings.push(readUnicodeText(reader));
  return strings;
}

function createDateStyleTest(
  formatOfStyle: readonly number[],
  codes: ReadonlyMap<number, string>,
): (style: number) => boolean {
  const byStyle = formatOfStyle.map((id) => isDateNumberFormat(id, codes.get(id)));
  return (style) => byStyle[style] ?? false;
}
