import writeExcelFile from 'write-excel-file/node';
import type { ExportedSheet } from '#domain/instrument/xlsform/exported-row.ts';
import type { DataCell, DataTable } from '#domain/instrument/export/data-table.ts';
import { sheetName } from '#domain/instrument/export/sheet-name.ts';

/** Writes sheets of texts as an `.xlsx`: the row of columns in bold and always in view. */
export async function writeWorkbook(sheets: readonly ExportedSheet[], file: string): Promise<void> {
  await writeSheets(
    sheets.map(({ name, rows: [head = [], ...rows] }) => ({
      name,
      head,
      rows: rows.map((cells) => cells.map(blankIsNone)),
    })),
    file,
  );
}

/** Writes tables of answers as an `.xlsx`. Texts are texts there, whatever they begin with: no formula is made of them. */
export async function writeData(
  tables: readonly Pick<DataTable, 'name' | 'columns' | 'rows'>[],
  file: string,
): Promise<void> {
  const taken = new Set<string>();
  await writeSheets(
    tables.map(({ name, columns, rows }) => ({
      name: sheetName(name, taken),
      head: columns.map(({ key }) => key),
      rows,
    })),
    file,
  );
}

const blankIsNone = (text: string): string | null => (text === '' ? null : text);

interface WrittenSheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly DataCell[])[];
}

async function writeSheets(sheets: readonly WrittenSheet[], file: string): Promise<void> {
  const cellOf = (cell: DataCell) =>
    cell === null
      ? null
      : typeof cell === 'number'
        ? { value: cell, type: Number }
        : { value: cell, type: String };
  const options = sheets.map(({ name, head, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((header) => ({ width: header === 'label' || header.startsWith('label::') ? 50 : 20 })),
    data: [
      head.map((header) => ({ value: header, type: String, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map(cellOf)),
    ],
  }));
  await writeExcelFile(options).toFile(file);
}
