import { readFileSync } from 'node:fs';
import writeXlsxFile from 'write-excel-file/node';
import { readWorkbook } from '#forms/workbook/read-workbook.ts';
import type { ParsedSheet } from '#forms/workbook/workbook.ts';

/** The workbook after its author allowed repeated names of choices on the settings sheet. */
export async function allowingDuplicateChoices(file: string): Promise<Uint8Array> {
  const { sheets } = readWorkbook(readFileSync(file), file);
  const mended = sheets
    .filter(({ rows }) => rows.length > 0)
    .map((sheet) =>
      sheet.name === 'settings' ? withSetting(sheet, 'allow_choice_duplicates', 'yes') : sheet,
    );
  return writeXlsxFile(mended.map(({ name, rows }) => ({ sheet: name, data: rowsOf(rows) }))).toBuffer();
}

const withSetting = (sheet: ParsedSheet, name: string, value: string): ParsedSheet => ({
  ...sheet,
  rows: sheet.rows.map((row, at) => ({ ...row, cells: [...row.cells, at === 0 ? name : value] })),
});

/** All cells as text, at their own rows. */
function rowsOf(rows: ParsedSheet['rows']) {
  const last = rows.at(-1)?.row ?? 0;
  const byNumber = new Map(rows.map((row) => [row.row, row.cells]));
  return Array.from({ length: last }, (_, at) =>
    (byNumber.get(at + 1) ?? []).map((value) => ({ type: String, value })),
  );
}
