import { ok, type Result, refuse } from '#base/result.ts';
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
