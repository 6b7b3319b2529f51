/** Cell of a file for spreadsheets; null is empty. */
type CsvCell = string | number | null;

/**
 * Rows as CSV (RFC 4180) for any spreadsheet: UTF-8 with its mark, so that Excel reads every script, and CRLF. No cell
 * runs as a formula (docs/security-requirements.md 9).
 */
export const csvText = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCellOf).join(',')).join('\r\n')}\r\n`;

/** Numbers are ours and go as they are; a text that a spreadsheet would take for a formula gets an apostrophe. */
function csvCellOf(csvCell: CsvCell): string {
  if (csvCell === null) return '';
  if (typeof csvCell === 'number') return String(csvCell);
  const text = escapeFormula(csvCell);
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Signs that begin a formula, also in their wide forms, and after white space and marks that programs ignore. */
const formulaStartPattern = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;
const plainNumberPattern = /^-?\d+(\.\d+)?$/;

/**
 * The text, with an apostrophe in front when it could be a formula; a plain negative number is none. Texts may come
 * from an attacker, and a formula may run a program.
 */
export const escapeFormula = (text: string): string =>
  formulaStartPattern.test(text) && !plainNumberPattern.test(text) ? `'${text}` : text;
