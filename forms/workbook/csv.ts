import { ok, refuse, type Result } from '#base/result.ts';
import { type SheetRow, workbookLimits } from './workbook.ts';

type CsvRefusal = { readonly kind: 'tooLarge' } | { readonly kind: 'unclosedQuote'; readonly line: number };

/** A table with names of columns. Missing cells of short rows are `''`; cells without a column name are dropped. */
interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Parse comma separated values (RFC 4180): quotes, line breaks within them, CRLF, a byte order mark. Semicolons and
 * tabs are accepted when the first line has none of the others. Blank lines are skipped.
 */
export function parseCsv(text: string): Result<CsvTable, CsvRefusal> {
  if (text.length > workbookLimits.unpackedBytes) return refuse({ kind: 'tooLarge' });
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const records = splitCsvRecords(body, detectCsvSeparator(body));
  if (!records.ok) return records;
  const [head = [], ...rest] = records.value.map(({ cells }) => cells);
  const columns = head.map((name) => name.trim()).slice(0, workbookLimits.columns);
  const rows = rest.map((cells) => columns.map((_, index) => cells[index] ?? ''));
  return ok({ columns, rows });
}

/** Read separated values as rows of a sheet: nothing is a heading, and rows keep their number in the file. */
export function readCsvRows(text: string): Result<readonly SheetRow[], CsvRefusal> {
  if (text.length > workbookLimits.unpackedBytes) return refuse({ kind: 'tooLarge' });
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  // Spreadsheets put tabs between the cells that they copy, where the cells themselves may hold commas.
  const separator = firstLineOf(body).includes('\t') ? '\t' : detectCsvSeparator(body);
  return splitCsvRecords(body, separator);
}

const firstLineOf = (text: string): string => /^[^\r\n]*/.exec(text)?.[0] ?? '';

function detectCsvSeparator(text: string): string {
  const line = firstLineOf(text).replace(/"[^"]*"/g, '');
  if (line.includes(',')) return ',';
  return line.includes(';') ? ';' : line.includes('\t') ? '\t' : ',';
}

function splitCsvRecords(text: string, separator: string): Result<readonly SheetRow[], CsvRefusal> {
  const records: SheetRow[] = [];
  let cells: string[] = [];
  let budget: number = workbookLimits.cells;
  let at = 0;
  let line = 1;
  let row = 1;

  const endRecord = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) records.push({ row, cells });
    cells = [];
    row += 1;
  };
  while (at < text.length) {
    budget -= 1;
    if (budget < 0 || records.length > workbookLimits.rows) return refuse({ kind: 'tooLarge' });
    if (text.charAt(at) === '"') {
      const begun = line;
      let value = '';
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0) return refuse({ kind: 'unclosedQuote', line: begun });
        const piece = text.slice(at, quote);
        line += piece.split('\n').length - 1;
        value += piece;
        at = quote + 1;
        if (text.charAt(at) !== '"') break;
        value += '"';
        at += 1;
      }
      const end = findNextBreak(text, separator, at);
      cells.push(value + text.slice(at, end));
      at = end;
    } else {
      const end = findNextBreak(text, separator, at);
      cells.push(text.slice(at, end));
      at = end;
    }
    const next = text.charAt(at);
    if (next === separator) {
      at += 1;
      if (at === text.length) cells.push('');
    } else {
      if (next === '\r' && text.charAt(at + 1) === '\n') at += 1;
      at += 1;
      line += 1;
      endRecord();
    }
  }
  endRecord();
  return ok(records);
}

function findNextBreak(text: string, separator: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === separator || letter === '\n' || letter === '\r') return at;
  }
  return text.length;
}

/** Encodings of text files that spreadsheets and mail programs write; names of the Encoding Standard. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1256',
  'windows-1251',
] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** Bytes that are looked at. */
const sampleBytes = 64 * 1024;

/**
 * Guess the encoding of a text file by its mark, then as valid UTF-8. Zeros
 * tell of UTF-16, and last the letters of one code page. A person may choose another one.
 */
export function guessTextEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, sampleBytes);
  const wide = guessWideEncoding(sample);
  if (wide !== null) return wide;
  return isValidUtf8(sample, bytes.length > sampleBytes) ? 'utf-8' : guessCodePage(sample);
}

/** A text has no zero bytes, except in UTF-16: there each ASCII letter has one. */
function guessWideEncoding(sample: Uint8Array): TextEncoding | null {
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  if (even + odd < sample.length / 20) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function isValidUtf8(sample: Uint8Array, isCut: boolean): boolean {
  for (let at = 0; at < sample.length; ) {
    const length = utf8SequenceLength(sample[at] ?? 0);
    if (length === 0) return false;
    for (let more = 1; more < length; more += 1) {
      const byte = sample[at + more];
      if (byte === undefined) return isCut;
      if ((byte & 0xc0) !== 0x80) return false;
    }
    at += length;
  }
  return true;
}

function utf8SequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/**
 * In a text of Western Europe letters beyond ASCII stand alone between others; in Arabic and Russian they follow each
 * other. Letters of Windows-1256 without vowel marks and French letters are Arabic; else the text is Russian.
 */
function guessCodePage(sample: Uint8Array): TextEncoding {
  let high = 0;
  let inRuns = 0;
  let arabic = 0;
  sample.forEach((byte, at) => {
    if (byte < 0x80) return;
    high += 1;
    if ((sample[at - 1] ?? 0) >= 0x80 || (sample[at + 1] ?? 0) >= 0x80) inRuns += 1;
    if (isArabicLetter(byte)) arabic += 1;
  });
  if (inRuns * 2 < high) return 'windows-1252';
  return arabic * 10 >= high * 9 ? 'windows-1256' : 'windows-1251';
}

const arabicLetters1256: ReadonlySet<number> = new Set([
  ...Array.from({ length: 0xdf - 0xc0 + 1 }, (_, at) => 0xc0 + at).filter((byte) => byte !== 0xd7),
  0x81,
  0x8d,
  0x8e,
  0x90,
  0xa1,
  0xba,
  0xbf,
  0xe1,
  0xe3,
  0xe4,
  0xe5,
  0xe6,
  0xec,
  0xed,
]);

const isArabicLetter = (byte: number): boolean => arabicLetters1256.has(byte);
