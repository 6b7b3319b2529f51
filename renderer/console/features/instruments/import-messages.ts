import * as z from 'zod';
import { Diagnostic, Instrument } from '#forms/model/instrument.ts';

// Messages between the page and its importing worker. Each side parses its input.

export const ImportRequest = z.readonly(
  z.object({
    file: z.string(),
    bytes: z.instanceof(Uint8Array),
    csv: z.readonly(z.record(z.string(), z.string())),
  }),
);
export type ImportRequest = z.infer<typeof ImportRequest>;

/** Sheet of the workbook as it is in the file, for the view of problems. */
export const ShownSheet = z.readonly(
  z.object({
    name: z.string(),
    rows: z.readonly(
      z.array(z.readonly(z.object({ row: z.int().positive(), cells: z.readonly(z.array(z.string())) }))),
    ),
  }),
);
export type ShownSheet = z.infer<typeof ShownSheet>;

export const ImportResult = z.readonly(
  z.object({
    instrument: Instrument.nullable(),
    diagnostics: z.readonly(z.array(Diagnostic)),
    sheets: z.readonly(z.array(ShownSheet)),
  }),
);
export type ImportResult = z.infer<typeof ImportResult>;

/** A problem with its number in the list; the number is its name on the page. */
export interface ListedProblem extends Diagnostic {
  readonly at: number;
}

/** Errors first, else as the importer found them. */
export const listProblems = (diagnostics: readonly Diagnostic[]): readonly ListedProblem[] =>
  diagnostics
    .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .map((diagnostic, at) => ({ ...diagnostic, at }));

/** The sheet that a problem is about; undefined for one that is about the file as a whole. */
export const sheetOfProblem = (
  shownSheets: readonly ShownSheet[],
  problem: Diagnostic,
): ShownSheet | undefined =>
  shownSheets.find(({ name }) => name.toLowerCase() === problem.sheet?.toLowerCase());

/** Letters of a column from 0: A, ..., Z, AA. */
export const columnLettersOf = (column: number): string =>
  (column < 26 ? '' : columnLettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** The column of a problem, by its letters or by its heading in the first row; -1 when it names none that is there. */
export function columnOfProblem(shownSheet: ShownSheet, { column }: Diagnostic): number {
  if (column === undefined) return -1;
  if (/^[A-Z]{1,3}$/.test(column))
    return Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const [heading] = shownSheet.rows;
  return heading?.cells.findIndex((cell) => cell.trim().toLowerCase() === column.trim().toLowerCase()) ?? -1;
}

/** Rows on one page of a sheet: a browser draws them at once. */
export const rowsPerSheetPage = 60;

export const sheetPageCount = ({ rows }: ShownSheet): number =>
  Math.max(1, Math.ceil(rows.length / rowsPerSheetPage));

/** Page of a sheet with a row; the one before it when the row is empty and so not there. */
export function pageOfRow({ rows }: ShownSheet, row: number): number {
  const after = rows.findIndex((one) => one.row >= row);
  return Math.floor((after === -1 ? Math.max(0, rows.length - 1) : after) / rowsPerSheetPage);
}
