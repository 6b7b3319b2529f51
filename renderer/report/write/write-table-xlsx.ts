import writeExcelFile from 'write-excel-file/universal';

const characterBounds = { least: 12, most: 40 };

/** Write one table as a workbook with one sheet; the first row stays in view. A text stays one, whatever it begins with. */
export async function writeTableXlsx(
  sheet: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<Blob> {
  const data = rows.map((cells, at) =>
    cells.map((value) => ({
      ...(typeof value === 'number' ? { value, type: Number } : { value, type: String }),
      wrap: at > 0,
      ...(at === 0 && { fontWeight: 'bold' as const }),
    })),
  );
  const columns = (rows[0] ?? []).map((_title, column) => {
    const longest = Math.max(...rows.map((cells) => String(cells[column] ?? '').length)) + 2;
    return { width: Math.min(characterBounds.most, Math.max(characterBounds.least, longest)) };
  });
  return writeExcelFile([{ sheet, stickyRowsCount: 1, columns, data }]).toBlob();
}
