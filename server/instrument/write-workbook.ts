import writeExcelFile from 'write-excel-file/node';
import type { ExportedSheet } from '#domain/instrument/xlsform/exported-row.ts';

/** Writes sheets of texts as an `.xlsx`: the row of columns in bold and always in view. */
export async function writeWorkbook(sheets: readonly ExportedSheet[], file: string): Promise<void> {
  const options = sheets.map(({ name, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((header) => ({
      width: header === 'label' || header.startsWith('label::') ? 50 : 20,
    })),
    data: rows.map((cells, at) =>
      cells.map((text) =>
        text === '' ? null : { value: text, type: String, ...(at === 0 && { fontWeight: 'bold' as const }) },
      ),
    ),
  }));
  await writeExcelFile(options).toFile(file);
}
