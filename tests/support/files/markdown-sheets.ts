import type { ParsedSheet, SheetRow, Workbook } from '#forms/workbook/workbook.ts';

/**
 * A workbook from tables in Markdown, as in pyxform's tests. A row with something in its first cell names a sheet, the
 * next one its columns.
 */
export function workbookOf(markdown: string): Workbook {
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const line of markdown.split('\n')) {
    if (!line.trim().startsWith('|')) continue;
    const [first = '', ...cells] = line
      .trim()
      .replace(/^\|/, '')
      .replace(/\|$/, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
    if (first !== '') sheets.push({ name: first, rows: [] });
    else sheets.at(-1)?.rows.push(cells);
  }
  return { sheets: sheets.map(({ name, rows }) => sheetOf(name, rows)), diagnostics: [] };
}

/** A workbook from rows by column, as some of pyxform's tests give them. */
export function workbookOfRows(
  sheets: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>,
): Workbook {
  return {
    sheets: Object.entries(sheets).map(([name, rows]) => {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      return sheetOf(name, [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
    }),
    diagnostics: [],
  };
}

function sheetOf(name: string, rows: readonly (readonly string[])[]): ParsedSheet {
  const filled: SheetRow[] = rows.map((cells, index) => ({ row: index + 1, cells }));
  return { name, hidden: false, rows: filled.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}
