import writeExcelFile from 'write-excel-file/universal';

/** Write one table of texts as a workbook with one sheet; the first row stays in view. */
export async function writeTableXlsx(sheet: string, rows: readonly (readonly string[])[]): Promise<Blob> {
  const data = rows.map((cells, at) =>
    cells.map((value) => ({
      value,
      type: String,
      wrap: at > 0,
      ...(at === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const columns = (rows[0] ?? []).map((title) => ({ width: title.includes(':') ? 32 : 12 }));
  return writeExcelFile([{ sheet, stickyRowsCount: 1, columns, data }]).toBlob();
}
