import type { Diagnostic } from '../model/diagnostic.ts';
import type { SheetCell } from './cells.ts';

/** Place of a problem; without a column it is about the row, without a row about the sheet. */
export interface CellPlace {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
}

/** Largest number of problems that help an author. */
const maximumDiagnostics = 500;

/** Collects the problems of a form beside their cells, errors and warnings alike. */
export class DiagnosticCollector {
  private readonly list: Diagnostic[] = [];
  private errors = 0;

  error(place: CellPlace, code: string, message: string, fix?: string): void {
    this.errors += 1;
    this.add('error', place, code, message, fix);
  }

  warning(place: CellPlace, code: string, message: string, fix?: string): void {
    this.add('warning', place, code, message, fix);
  }

  /** Searching for suggestions takes time: only for the first problems. */
  mayLookCloser(): boolean {
    return this.list.length < 50;
  }

  hasErrors(): boolean {
    return this.errors > 0;
  }

  /** In the order of the sheets' cells within each sheet. An error is never cut off by warnings. */
  diagnostics(): readonly Diagnostic[] {
    const errors = this.list.filter(({ severity }) => severity === 'error');
    const shown =
      this.list.length <= maximumDiagnostics
        ? this.list
        : [...errors, ...this.list.filter(({ severity }) => severity === 'warning')].slice(
            0,
            maximumDiagnostics,
          );
    if (shown.length === this.list.length) return shown;
    const more = this.list.length - shown.length;
    return [
      ...shown,
      {
        severity: 'warning',
        code: 'diagnostics.more',
        message: `There are ${more} more problems like these. Mend the first ones and try again.`,
      },
    ];
  }

  private add(
    severity: 'error' | 'warning',
    place: CellPlace,
    code: string,
    message: string,
    fix?: string,
  ): void {
    // Beyond this a file is hostile, and memory counts; reported errors keep it refused.
    if (this.list.length > 20 * maximumDiagnostics) return;
    const { sheet, row, column } = place;
    this.list.push({
      severity,
      code,
      // A name may be as long as a cell; nobody reads it to the end.
      message: message.length > 1_000 ? `${message.slice(0, 1_000)}...` : message,
      ...(sheet !== undefined && { sheet }),
      ...(row !== undefined && { row }),
      ...(column !== undefined && column !== '' && { column }),
      ...(fix !== undefined && { fix }),
    });
  }
}

/** The place of a cell of a row. */
export const cellPlaceOf = (sheet: string, row: number, cell?: SheetCell): CellPlace => ({
  sheet,
  row,
  ...(cell && { column: cell.column }),
});
