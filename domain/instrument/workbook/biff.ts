import type { Diagnostic } from '../import/diagnostic.ts';
import { biffRecords, byteText, RecordReader, unicodeText, type BiffRecord } from './biff-records.ts';
import { readBiffSheet, type BiffContext } from './biff-sheet.ts';
import type { CellBudget } from './cell-collector.ts';
import { openCompoundFile } from './compound-file.ts';
import { isDateFormat, type DateBase } from './number-text.ts';
import { isFormSheet, limits, refusedWorkbook, type Sheet, type Workbook } from './workbook.ts';

// Our own small reader of the `.xls` of Excel 5 to 2003 (MS-XLS): the library that reads it is frozen in the registry
// with known holes. Only what a form has is read: texts, numbers, dates, booleans, errors and cached results.

/** Reads an `.xls`. */
export function readXls(bytes: Uint8Array): Workbook {
  try {
    return read(bytes);
  } catch (error) {
    // Counts and offsets of a damaged file lead outside of it. That is an answer about the file, not a bug.
    if (error instanceof RangeError) return damaged();
    throw error;
  }
}

const damaged = (): Workbook =>
  refusedWorkbook(
    'workbook.damaged',
    'This file is damaged. Open it in a spreadsheet program, save it as .xlsx and try again.',
  );

function read(bytes: Uint8Array): Workbook {
  const file = openCompoundFile(bytes);
  if (!file) return damaged();
  if (file.names.includes('EncryptedPackage')) return encrypted();
  const stream = file.stream('Workbook') ?? file.stream('Book');
  if (!stream)
    return refusedWorkbook(
      'workbook.unknown',
      'This file is no Excel workbook. Save the form as .xlsx and try again.',
    );

  const globals = readGlobals(stream);
  if (globals === 'damaged') return damaged();
  if (globals === 'encrypted') return encrypted();

  const budget: CellBudget = { left: limits.cells };
  const sheets: Sheet[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, hidden, at } of globals.sheets) {
    if (!isFormSheet(name) && globals.sheets.length > 1) {
      sheets.push({ name, hidden, rows: [] });
      continue;
    }
    const collector = readBiffSheet(stream, at, name, budget, globals.context);
    sheets.push({ name, hidden, rows: collector.rows() });
    diagnostics.push(...collector.diagnostics);
  }
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  return { sheets: refused ? [] : sheets, diagnostics };
}

const encrypted = (): Workbook =>
  refusedWorkbook(
    'workbook.encrypted',
    'This file is protected by a password. Save it without a password and try again.',
  );

interface Globals {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly at: number }[];
  readonly context: BiffContext;
}

function readGlobals(stream: Uint8Array): Globals | 'damaged' | 'encrypted' {
  const sheets: { name: string; hidden: boolean; at: number }[] = [];
  let strings: readonly string[] = [];
  const codes = new Map<number, string>();
  const formatOfStyle: number[] = [];
  let dateBase: DateBase = 1900;
  let version = 0;

  for (const record of biffRecords(stream)) {
    const reader = new RecordReader(record);
    if (version === 0) {
      if (record.type !== 0x0809) return 'damaged';
      version = reader.word();
      if (version !== 0x0600 && version !== 0x0500) return 'damaged';
      continue;
    }
    const isUnicode = version === 0x0600;
    switch (record.type) {
      case 0x000a:
        return {
          sheets,
          context: { isUnicode, strings, dateBase, isDate: dateStyles(formatOfStyle, codes) },
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
            name: isUnicode ? unicodeText(reader, 1) : byteText(reader, 1),
          });
        break;
      }
      case 0x00fc:
        strings = readStrings(record);
        break;
      case 0x041e: {
        const id = reader.word();
        codes.set(id, isUnicode ? unicodeText(reader) : byteText(reader, 1));
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

function readStrings(record: BiffRecord): readonly string[] {
  const reader = new RecordReader(record);
  reader.skip(4);
  const count = reader.long();
  const strings: string[] = [];
  // A count that promises more than there is ends in RangeError, by the bytes and not by the promise.
  for (let index = 0; index < count; index += 1) strings.push(unicodeText(reader));
  return strings;
}

function dateStyles(
  formatOfStyle: readonly number[],
  codes: ReadonlyMap<number, string>,
): (style: number) => boolean {
  const byStyle = formatOfStyle.map((id) => isDateFormat(id, codes.get(id)));
  return (style) => byStyle[style] ?? false;
}
