import type { DataCell, DataColumn, DataTable } from './data-table.ts';

/** Part of a table that its file contains. */
interface NamedColumns extends Pick<DataTable, 'rows'> {
  readonly columns: readonly Pick<DataColumn, 'key'>[];
}

/**
 * Write a table as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, quotes where needed. An apostrophe
 * precedes a text that a spreadsheet would take for a formula. Answers may come from an attacker, and a formula may
 * run a program.
 */
export function writeCsv({ columns, rows }: NamedColumns): string {
  const lines = [columns.map(({ key }) => key), ...rows].map((cells) => cells.map(formatCsvCell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function formatCsvCell(cell: DataCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = escapeFormula(cell);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs that begin a formula, also in their wide forms and after white space that programs ignore. */
const formulaStartPattern = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;
const plainNumberPattern = /^-?\d+(\.\d+)?$/;

/** The text, with an apostrophe in front when it could be a formula; a plain negative number is none. */
export const escapeFormula = (text: string): string =>
  formulaStartPattern.test(text) && !plainNumberPattern.test(text) ? `'${text}` : text;
