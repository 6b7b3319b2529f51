import writeExcelFile from 'write-excel-file/node';
import type { ExportedSheet } from '#domain/instrument/xlsform/exported-row.ts';
import type { WrittenTable } from '#domain/instrument/export/data-files.ts';
import type { DataCell } from '#domain/instrument/export/data-table.ts';
import { sheetName } from '#domain/instrument/export/sheet-name.ts';

/** Writes sheets of texts as an `.xlsx`: the row of columns in bold and always in view. */
export async function writeWorkbook(sheets: readonly ExportedSheet[], file: string): Promise<void> {
  const written = sheetsOf(
    sheets.map(({ name, rows: [head = [], ...rows] }) => ({
      name,
      head,
      rows: rows.map((cells) => cells.map(blankIsNone)),
    })),
  );
  await writeExcelFile(written).toFile(file);
}

/** Tables of answers as an `.xlsx`. Texts are texts there, whatever they begin with: no formula is made of them. */
export function workbookOf(tables: readonly WrittenTable[]): Promise<Uint8Array> {
  const taken = new Set<string>();
  const sheets = tables.map(({ name, columns, rows }) => ({
    name: sheetName(name, taken),
    head: columns.map(({ key }) => key),
    rows,
  }));
  return writeExcelFile(sheetsOf(sheets)).toBuffer();
}

/** What a cell holds at most; a longer text would spoil the whole workbook. CSV and JSON have all of it. */
const mostLetters = 32_767;

const blankIsNone = (text: string): string | null => (text === '' ? null : text);

interface WrittenSheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly DataCell[])[];
}

function sheetsOf(sheets: readonly WrittenSheet[]) {
  const cellOf = (cell: DataCell) =>
    cell === null
      ? null
      : typeof cell === 'number'
        ? { value: cell, type: Number }
        : { value: cell.slice(0, mostLetters), type: String };
  return sheets.map(({ name, head, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((header) => ({ width: header === 'label' || header.startsWith('label::') ? 50 : 20 })),
    data: [
      head.map((header) => ({ value: header, type: String, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map(cellOf)),
    ],
  }));
}
