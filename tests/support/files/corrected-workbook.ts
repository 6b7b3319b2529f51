import { readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { readWorkbook } from '#forms/workbook/read-workbook.ts';
import type { ParsedSheet } from '#forms/workbook/workbook.ts';

/** The workbook after its author allowed repeated names of choices on the settings sheet. */
export async function allowingDuplicateChoices(file: string): Promise<Uint8Array> {
  const { sheets } = readWorkbook(readFileSync(file), file);
  const mended = sheets
    .filter(({ rows }) => rows.length > 0)
    .map((parsedSheet) =>
      parsedSheet.name === 'settings'
        ? withSetting(parsedSheet, 'allow_choice_duplicates', 'yes')
        : parsedSheet,
    );
  return writeXlsxFile(mended.map(({ name, rows }) => ({ sheet: name, data: rowsOf(rows) }))).toBuffer();
}

const withSetting = (parsedSheet: ParsedSheet, name: string, value: string): ParsedSheet => ({
  ...parsedSheet,
  rows: parsedSheet.rows.map((sheetRow, at) => ({
    ...sheetRow,
    cells: [...sheetRow.cells, at === 0 ? name : value],
  })),
});

/** All cells as text, at their own rows. */
function rowsOf(sheetRows: ParsedSheet['rows']) {
  const last = sheetRows.at(-1)?.row ?? 0;
  const byNumber = new Map(sheetRows.map((row) => [row.row, row.cells]));
  return Array.from({ length: last }, (_, at) =>
    (byNumber.get(at + 1) ?? []).map((value) => ({ type: String, value })),
  );
}
