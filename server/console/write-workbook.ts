import writeExcelFile from 'write-excel-file/node';
import { type ExportedTable, uniqueSheetName } from '#forms/export/data-files.ts';
import type { DataCell } from '#forms/export/data-table.ts';
import type { ExportedSheet } from '#forms/xlsform/export-sheets.ts';

/** Write sheets of texts as an `.xlsx`: the header row is bold and always in view. */
export async function writeTextWorkbook(
  exportedSheets: readonly ExportedSheet[],
  file: string,
): Promise<void> {
  const written = toExcelSheets(
    exportedSheets.map(({ name, rows: [head = [], ...rows] }) => ({
      name,
      head,
      rows: rows.map((cells) => cells.map(nullIfBlank)),
    })),
  );
  await writeExcelFile(written).toFile(file);
}

/** Create an `.xlsx` of tables of answers. Texts stay texts, even when they begin like a formula. */
export function createTablesWorkbook(exportedTables: readonly ExportedTable[]): Promise<Uint8Array> {
  const taken = new Set<string>();
  const sheets = exportedTables.map(({ name, columns, rows }) => ({
    name: uniqueSheetName(name, taken),
    head: columns.map(({ key }) => key),
    rows,
  }));
  return writeExcelFile(toExcelSheets(sheets)).toBuffer();
}

/** Limit of a cell; a longer text would spoil the whole workbook. CSV and JSON have all of it. */
const maximumCellCharacters = 32_767;

const nullIfBlank = (text: string): string | null => (text === '' ? null : text);

interface WorkbookSheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly DataCell[])[];
}

function toExcelSheets(workbookSheets: readonly WorkbookSheet[]) {
  const cellOf = (dataCell: DataCell) =>
    dataCell === null
      ? null
      : typeof dataCell === 'number'
        ? { value: dataCell, type: Number }
        : { value: dataCell.slice(0, maximumCellCharacters), type: String };
  return workbookSheets.map(({ name, head, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: head.map((header) => ({ width: header === 'label' || header.startsWith('label::') ? 50 : 20 })),
    data: [
      head.map((header) => ({ value: header, type: String, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map(cellOf)),
    ],
  }));
}
