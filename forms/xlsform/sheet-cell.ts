import type { Diagnostic, LocalizedText } from '../model/instrument.ts';

/** Text of an author in one cell; `column` is its letters, empty for a cell that the importer made. */
export interface SheetCell {
  readonly text: string;
  readonly column: string;
  readonly header: string;
}

/** A row by the canonical keys of its columns (`bind::relevant`, `label::French (fr)`); only cells with text. */
export interface KeyedRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, SheetCell>;
}

export const createMadeCell = (text: string): SheetCell => ({ text, column: '', header: '' });

/** Reader of a row that knows in the end which cells were never read. */
export class KeyedRowReader {
  private readonly taken = new Set<string>();
  readonly row: number;
  readonly cells: ReadonlyMap<string, SheetCell>;
  private readonly unnamedLanguage: string;

  /** Text without a language belongs to `unnamedLanguage`. */
  constructor({ row, cells }: KeyedRow, unnamedLanguage: string) {
    this.row = row;
    this.cells = cells;
    this.unnamedLanguage = unnamedLanguage;
  }

  cell(key: string): SheetCell | undefined {
    this.taken.add(key);
    return this.cells.get(key);
  }

  text(key: string): string | undefined {
    return this.cell(key)?.text;
  }

  /** A text by language: the columns `key` and `key::language`. A named language wins over the unnamed column. */
  words(key: string): LocalizedText | undefined {
    const words: Record<string, string> = {};
    const unnamed = this.text(key);
    if (unnamed !== undefined) words[this.unnamedLanguage] = unnamed;
    for (const [name, sheetCell] of this.cells) {
      if (!name.startsWith(`${key}::`)) continue;
      const language = columnLanguageOf(name.slice(key.length + 2));
      // `media::image` is the image and no language of `media`.
      if (language.includes('::')) continue;
      this.taken.add(name);
      words[language] = sheetCell.text;
    }
    return Object.keys(words).length > 0 ? words : undefined;
  }

  /** Cells that were never read, by the key of their column. */
  rest(): Readonly<Record<string, string>> | undefined {
    const rest = [...this.cells]
      .filter(([key]) => !this.taken.has(key))
      .map(([key, { text }]) => [key, text] as const);
    return rest.length > 0 ? Object.fromEntries(rest) : undefined;
  }
}

/** A label, or its substitute. */
export const hasLabelCell = (row: KeyedRow): boolean =>
  [...row.cells.keys()].some(
    (key) => key === 'label' || key.startsWith('label::') || key === 'media' || key.startsWith('media::'),
  );

export const hasHintCell = (row: KeyedRow): boolean =>
  [...row.cells.keys()].some((key) => key === 'hint' || key.startsWith('hint::'));

/** pyxform's name `default` is the language of columns without one. */
export const columnLanguageOf = (name: string): string => (name === 'default' ? '' : name);

/** Address of a problem; without a column it is about the row, without a row about the sheet. */
export interface CellAddress {
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

  error(cellAddress: CellAddress, code: string, message: string, fix?: string): void {
    this.errors += 1;
    this.add('error', cellAddress, code, message, fix);
  }

  warning(cellAddress: CellAddress, code: string, message: string, fix?: string): void {
    this.add('warning', cellAddress, code, message, fix);
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
    const shownDiagnostics =
      this.list.length <= maximumDiagnostics
        ? this.list
        : [...errors, ...this.list.filter(({ severity }) => severity === 'warning')].slice(
            0,
            maximumDiagnostics,
          );
    if (shownDiagnostics.length === this.list.length) return shownDiagnostics;
    const more = this.list.length - shownDiagnostics.length;
    return [
      ...shownDiagnostics,
      {
        severity: 'warning',
        code: 'diagnostics.more',
        message: `There are ${more} more problems like these. Correct the first ones and try again.`,
      },
    ];
  }

  private add(
    severity: 'error' | 'warning',
    cellAddress: CellAddress,
    code: string,
    message: string,
    fix?: string,
  ): void {
    // Beyond this a file is hostile, and memory counts; reported errors keep it refused.
    if (this.list.length > 20 * maximumDiagnostics) return;
    const { sheet, row, column } = cellAddress;
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

/** The address of a cell of a row. */
export const cellAddressOf = (sheet: string, row: number, sheetCell?: SheetCell): CellAddress => ({
  sheet,
  row,
  ...(sheetCell && { column: sheetCell.column }),
});
