import type { Diagnostic } from '../model/instrument.ts';

/** A row with content; `row` is 1-based, as in spreadsheets. Cells are texts, blank ones `''`. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface ParsedSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Only of sheets that the caller reads; others are named alone. */
  readonly rows: readonly SheetRow[];
}

/** Content of a spreadsheet file, with its diagnostics. With an error among them there are no sheets. */
export interface Workbook {
  readonly sheets: readonly ParsedSheet[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Limits of a file. Real questionnaires are far below; beyond, reading stops with a diagnostic. */
export const workbookLimits = {
  fileBytes: 20 * 1024 * 1024,
  /** All read parts of a zip, unpacked. */
  unpackedBytes: 40 * 1024 * 1024,
  /** A part with a larger compression ratio is an attack (from `bombBytes` on). */
  ratio: 300,
  bombBytes: 8 * 1024 * 1024,
  zipEntries: 4_000,
  rows: 200_000,
  columns: 1_000,
  /** The limit of spreadsheets. */
  cellLength: 32_767,
  /** Cells kept in all sheets together, blank ones between others included. */
  cells: 3_000_000,
} as const;

const formSheetNames = ['survey', 'choices', 'settings', 'external_choices', 'entities', 'osm'];

/** Sheets that XLSForm knows, in any case. */
export const isFormSheet = (name: string): boolean => formSheetNames.includes(name.trim().toLowerCase());

/** The letters of a column, from 0: `A`, ..., `Z`, `AA`. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** Place of a cell by its name, from 0: `B3` is row 2, column 1. Null for another text. */
export function parseCellName(name: string): { readonly row: number; readonly column: number } | null {
  const parts = /^([A-Z]{1,3})(\d{1,7})$/.exec(name);
  if (!parts?.[1] || !parts[2]) return null;
  const column = Array.from(parts[1]).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(parts[2]) - 1, column };
}

/** Result for a file that cannot be read as a workbook at all. */
export const refusedWorkbook = (code: string, message: string, sheet?: string): Workbook => ({
  sheets: [],
  diagnostics: [{ severity: 'error', code, message, ...(sheet !== undefined && { sheet }) }],
});
