import type { Words } from '../instrument.ts';

/** What an author wrote in one cell; `column` is its letters, empty for what the importer made itself. */
export interface Cell {
  readonly text: string;
  readonly column: string;
  readonly header: string;
}

/** A row by the canonical keys of its columns (`bind::relevant`, `label::French (fr)`); only cells with text. */
export interface CellRow {
  readonly row: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

export const madeCell = (text: string): Cell => ({ text, column: '', header: '' });

/** Reads a row and knows in the end which cells nobody asked for. */
export class RowReader {
  private readonly taken = new Set<string>();
  readonly row: number;
  readonly cells: ReadonlyMap<string, Cell>;
  private readonly unnamedLanguage: string;

  /** Words without a language are those of `unnamedLanguage`. */
  constructor({ row, cells }: CellRow, unnamedLanguage: string) {
    this.row = row;
    this.cells = cells;
    this.unnamedLanguage = unnamedLanguage;
  }

  cell(key: string): Cell | undefined {
    this.taken.add(key);
    return this.cells.get(key);
  }

  text(key: string): string | undefined {
    return this.cell(key)?.text;
  }

  /** A text by language: the columns `key` and `key::language`. A named language wins over the unnamed column. */
  words(key: string): Words | undefined {
    const words: Record<string, string> = {};
    const unnamed = this.text(key);
    if (unnamed !== undefined) words[this.unnamedLanguage] = unnamed;
    for (const [name, cell] of this.cells) {
      if (!name.startsWith(`${key}::`)) continue;
      const language = languageOf(name.slice(key.length + 2));
      // `media::image` is the image and no language of `media`.
      if (language.includes('::')) continue;
      this.taken.add(name);
      words[language] = cell.text;
    }
    return Object.keys(words).length > 0 ? words : undefined;
  }

  /** Cells that nobody asked for, by the key of their column. */
  rest(): Readonly<Record<string, string>> | undefined {
    const rest = [...this.cells]
      .filter(([key]) => !this.taken.has(key))
      .map(([key, { text }]) => [key, text] as const);
    return rest.length > 0 ? Object.fromEntries(rest) : undefined;
  }
}

/** A label, or what stands for one. */
export const hasLabel = (row: CellRow): boolean =>
  [...row.cells.keys()].some(
    (key) => key === 'label' || key.startsWith('label::') || key === 'media' || key.startsWith('media::'),
  );

export const hasHint = (row: CellRow): boolean =>
  [...row.cells.keys()].some((key) => key === 'hint' || key.startsWith('hint::'));

/** pyxform calls the language of columns without one `default`. */
export const languageOf = (name: string): string => (name === 'default' ? '' : name);
