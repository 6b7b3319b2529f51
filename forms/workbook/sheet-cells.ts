import { formatDayNumber } from '#base/civil-date.ts';
import type { Diagnostic } from '../model/instrument.ts';
import { columnLetters, type SheetRow, workbookLimits } from './workbook.ts';

/** Calendar of a spreadsheet file: day 1 is 1900-01-01, or day 0 is 1904-01-01. */
export type DateSystem = 1900 | 1904;

/**
 * Format a number as form authors expect it and as pyxform writes it. Whole numbers have no point, others their
 * shortest form.
 */
export function formatCellNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  if (Math.abs(value) >= 1e-4) return String(value);
  const [digits = '0', exponent = '0'] = value.toExponential().split('e-');
  return `${digits}e-${exponent.padStart(2, '0')}`;
}

const isBuiltInDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Return whether a number format is a date or a time. Formats without code are recognised by their number. */
export function isDateNumberFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDateFormat(id);
  let bare = '';
  let until: string | null = null;
  for (let at = 0; at < Math.min(code.length, 300); at += 1) {
    const letter = code.charAt(at);
    if (until !== null) {
      if (letter === until) until = null;
    } else if (letter === '"') until = '"';
    else if (letter === '[' && !/^\[(h+|m+|s+)\]/i.test(code.slice(at, at + 8))) until = ']';
    else if (letter === '\\' || letter === '_' || letter === '*') at += 1;
    else bare += letter;
  }
  return /[dmhys]/i.test(bare.replace(/General/gi, '').replace(/e[+-]/gi, ''));
}

/** Format a date cell as pyxform does: `2026-03-01 00:00:00`, or only the time for less than a day. */
export function formatCellDate(value: number, base: DateSystem): string {
  if (!Number.isFinite(value) || value < 0 || value >= 2_958_466) return formatCellNumber(value);
  const seconds = Math.round(value * 86_400);
  if (seconds < 86_400 && base === 1900) return formatTimeOfDay(seconds);
  const days = Math.floor(seconds / 86_400);
  // Spreadsheets count a 29 February 1900, which never existed: days before it are one later.
  const sinceEpoch = base === 1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569;
  return `${formatDayNumber(sinceEpoch)} ${formatTimeOfDay(seconds - days * 86_400)}`;
}

const padTwoDigits = (value: number): string => String(value).padStart(2, '0');
const formatTimeOfDay = (seconds: number): string =>
  `${padTwoDigits(Math.floor(seconds / 3_600))}:${padTwoDigits(Math.floor(seconds / 60) % 60)}:${padTwoDigits(seconds % 60)}`;

/** Counts over all sheets of one file, so that many sheets cost no more than one. */
export interface CellBudget {
  left: number;
}

/** Collects the cells of one sheet in any order within the limits, and reports the ones that do not fit. */
export class CellCollector {
  readonly diagnostics: Diagnostic[] = [];
  private readonly byRow = new Map<number, string[]>();
  private full = false;

  private readonly sheet: string;
  private readonly budget: CellBudget;

  constructor(sheet: string, budget: CellBudget) {
    this.sheet = sheet;
    this.budget = budget;
  }

  /** Return false once the sheet is refused: the reader may stop. */
  addCell(row: number, column: number, text: string): boolean {
    if (this.full) return false;
    if (text === '') return true;
    if (row >= workbookLimits.rows)
      return this.refuse(
        'workbook.rows',
        `This sheet has more than ${workbookLimits.rows} rows. Delete what is below the form, or put long choice lists in a CSV file.`,
        row,
        column,
      );
    if (column >= workbookLimits.columns)
      return this.refuse(
        'workbook.columns',
        `This sheet has more than ${workbookLimits.columns} columns. Delete the columns that are not part of the form.`,
        row,
        column,
      );
    if (text.length > workbookLimits.cellLength)
      return this.refuse(
        'workbook.cellLength',
        `This cell has more than ${workbookLimits.cellLength} characters. Shorten it.`,
        row,
        column,
      );
    const cells = this.byRow.get(row) ?? [];
    this.budget.left -= Math.max(0, column + 1 - cells.length);
    if (this.budget.left < 0)
      return this.refuse(
        'workbook.cells',
        `This file has more than ${workbookLimits.cells} cells. Put long choice lists in a CSV file.`,
        row,
        column,
      );
    while (cells.length < column) cells.push('');
    cells[column] = text;
    this.byRow.set(row, cells);
    return true;
  }

  warn(code: string, message: string, row: number, column: number): void {
    if (this.diagnostics.length < 200)
      this.diagnostics.push(this.diagnostic('warning', code, message, row, column));
  }

  rows(): readonly SheetRow[] {
    return [...this.byRow.entries()]
      .sort(([a], [b]) => a - b)
      .map(([row, cells]) => ({ row: row + 1, cells }));
  }

  private refuse(code: string, message: string, row: number, column: number): false {
    this.full = true;
    this.diagnostics.push(this.diagnostic('error', code, message, row, column));
    return false;
  }

  private diagnostic(
    severity: 'error' | 'warning',
    code: string,
    message: string,
    row: number,
    column: number,
  ): Diagnostic {
    return { severity, code, message, sheet: this.sheet, row: row + 1, column: columnLetters(column) };
  }
}
