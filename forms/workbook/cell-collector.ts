import type { Diagnostic } from '../model/instrument.ts';
import { columnLetters, type SheetRow, workbookLimits } from './workbook.ts';

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

  constructor(sheet: string, cellBudget: CellBudget) {
    this.sheet = sheet;
    this.budget = cellBudget;
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
