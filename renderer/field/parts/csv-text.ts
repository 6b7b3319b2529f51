/**
 * Rows as CSV (RFC 4180) for any spreadsheet.
 * UTF-8 with its mark, so that Excel reads every script. No cell runs as a formula
 * (docs/security-requirements.md 9).
 */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCellOf).join(',')).join('\r\n')}\r\n`;

/** Numbers are ours and go as they are; a text that a spreadsheet would take for a formula gets an apostrophe. */
function csvCellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[\s\p{Cf}]*[=+\-@]|^[\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
