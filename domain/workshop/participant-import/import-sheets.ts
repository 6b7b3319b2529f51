import { ok, type Result, refuse } from '#base/result.ts';
import { readCsvRows } from '#forms/workbook/csv.ts';
import { readWorkbook, sniffFileKind } from '#forms/workbook/read-workbook.ts';
import { columnLetters, type ParsedSheet, type Workbook } from '#forms/workbook/workbook.ts';
import type { UnreadCell } from './import-row.ts';
import type { ImportSheet } from './participant-import.ts';

/** Reason why a file or a pasted text gives no rows. */
export type ListRefusal =
  | { readonly kind: 'tooLarge' | 'encrypted' | 'damaged' | 'noList' | 'empty' }
  | { readonly kind: 'unclosedQuote'; readonly line: number };

/**
 * Limits of a list. A workshop takes a thousand participants; beyond the limits nothing is read. Text is read by the
 * page itself, workbooks by a worker.
 */
export const listLimits = {
  textBytes: 2 * 1024 * 1024,
  workbookBytes: 20 * 1024 * 1024,
  rows: 20_000,
  cells: 200_000,
} as const;

/** Return whether a file is a workbook by its first bytes; any other file is read as separated text. */
export const isWorkbookFile = (bytes: Uint8Array): boolean =>
  ['zip', 'compound'].includes(sniffFileKind(bytes));

/** Read the sheets of a workbook. Formulas give their stored values; none is ever computed. */
export function sheetsOfWorkbook(bytes: Uint8Array): Result<readonly ImportSheet[], ListRefusal> {
  const workbook = readWorkbook(bytes, '', () => true);
  const error = workbook.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return refuse({ kind: refusalByCode[error.code] ?? 'damaged' });
  const importSheets = workbook.sheets
    .filter(({ rows }) => rows.length > 0)
    .toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
    .map((sheet) => importSheetOf(sheet, workbook));
  if (importSheets.length === 0) return refuse({ kind: 'empty' });
  const sheetRows = importSheets.flatMap((sheet) => sheet.rows);
  const cells = sheetRows.reduce((sum, row) => sum + row.cells.length, 0);
  return sheetRows.length > listLimits.rows || cells > listLimits.cells
    ? refuse({ kind: 'tooLarge' })
    : ok(importSheets);
}

const refusalByCode: Readonly<Record<string, 'tooLarge' | 'encrypted' | 'noList'>> = {
  'workbook.tooLarge': 'tooLarge',
  'workbook.rows': 'tooLarge',
  'workbook.columns': 'tooLarge',
  'workbook.cells': 'tooLarge',
  'workbook.cellLength': 'tooLarge',
  'workbook.encrypted': 'encrypted',
  'workbook.unknown': 'noList',
};

/** Cells of a sheet; one with an error is empty, because its text says nothing of a person. */
function importSheetOf({ name, rows }: ParsedSheet, { diagnostics }: Workbook): ImportSheet {
  const unread = diagnostics.flatMap(({ code, sheet, row, column }) => {
    const kind = unreadByCode[code];
    return kind !== undefined && sheet === name && row !== undefined && column !== undefined
      ? [{ row, column, kind }]
      : [];
  });
  const isError = new Set(
    unread.filter(({ kind }) => kind === 'formulaError').map(({ row, column }) => `${column}${row}`),
  );
  return {
    name,
    unread,
    rows: rows.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, at) => (isError.has(`${columnLetters(at)}${row}`) ? '' : cell)),
    })),
  };
}

const unreadByCode: Readonly<Record<string, UnreadCell>> = {
  'cell.notCalculated': 'notCalculated',
  'cell.error': 'formulaError',
};

/** Read a CSV or pasted text as one sheet. A cell that begins like a formula is a text as any other. */
export function sheetOfText(text: string): Result<ImportSheet, ListRefusal> {
  if (text.length > listLimits.textBytes) return refuse({ kind: 'tooLarge' });
  const rows = readCsvRows(text);
  if (!rows.ok) return rows;
  if (rows.value.length > listLimits.rows) return refuse({ kind: 'tooLarge' });
  return rows.value.length === 0 ? refuse({ kind: 'empty' }) : ok({ name: '', rows: rows.value, unread: [] });
}
