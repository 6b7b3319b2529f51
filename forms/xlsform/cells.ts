import type { LocalizedText, Diagnostic } from '../model/instrument.ts';
import { boundedNcNamePattern, isNcName, ncNamePattern } from '../xml/xml-node.ts';

/**
 * Return whether a default is computed, by pyxform's rule. It has arithmetic, a union, a predicate, a reference or a
 * function call. A hyphen within a word or before a digit does not count, nor does any hyphen in dates and places.
 */
export function isDynamicDefault(text: string, type: string): boolean {
  const hyphenated = ['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape'].includes(type);
  for (const token of tokenizeDefault(text)) {
    if (hyphenated && token === '-') return false;
    if (token !== '') return true;
  }
  return false;
}

const defaultTokenPatterns: readonly (readonly [RegExp, (text: string) => string])[] = [
  // Texts in quotes, addresses, dates, times and numbers are values.
  [/"[^"]*"|'[^']*'/y, () => ''],
  [/[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s]*/y, () => ''],
  [
    /-?\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?|\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?/y,
    (value) => (value.startsWith('-') ? '-' : ''),
  ],
  [/\$\{[^{}]*\}/y, () => 'reference'],
  [new RegExp(`${ncNamePattern}(:${ncNamePattern})?\\(`, 'uy'), () => 'call'],
  [/(?<=\s)(mod|div)(?=\s)/y, () => 'operator'],
  [new RegExp(ncNamePattern, 'uy'), () => ''],
  [/-?\d+(\.\d+)?/y, () => ''],
  [/[*+|-]/y, (value) => value],
  [/\[/y, () => 'predicate'],
];

/** The significant tokens, `''` for the others. */
function* tokenizeDefault(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    let step = 1;
    for (const [pattern, meaning] of defaultTokenPatterns) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined || found === '') continue;
      yield meaning(found);
      step = found.length;
      break;
    }
    at += step;
  }
}

/** Names of XML without a prefix: a letter or `_`, then letters, digits, `_`, `-`, `.`. */
export const isXmlName = (text: string): boolean => text.length <= 1_000 && isNcName(text);

export const xmlNameRule =
  'Names begin with a letter or underscore; after that they have letters, digits, underscores, hyphens and periods.';

/** One `${name}` in a text. */
interface NameReference {
  readonly name: string;
  /** `${last-saved#name}`: the value of the assessment before. */
  readonly isLastSaved: boolean;
}

const nameReferencePattern = new RegExp(`^\\$\\{\\s*(last-saved#)?(${boundedNcNamePattern})\\s*\\}`, 'u');

/** The references in a text; null when one of them is malformed. */
export function parseNameReferences(text: string): readonly NameReference[] | null {
  const found: NameReference[] = [];
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', at)) {
    const match = nameReferencePattern.exec(text.slice(at, at + 1_100));
    if (!match?.[2]) return null;
    found.push({ name: match[2], isLastSaved: match[1] !== undefined });
    at += match[0].length;
  }
  return found;
}

/** The name, if the whole text is one reference. */
export function parseSoleReference(text: string): string | null {
  const match = nameReferencePattern.exec(text.trim());
  return match?.[2] !== undefined && match[1] === undefined && match[0].length === text.trim().length
    ? match[2]
    : null;
}

const yesWords = new Set(['yes', 'true', 'true()', 'y']);
const noWords = new Set(['no', 'false', 'false()', 'n']);

/** `yes`, `TRUE`, `true()` and the like; null for anything else. */
export function parseTruthWord(text: string | undefined): boolean | null {
  const word = text?.trim().toLowerCase() ?? '';
  return yesWords.has(word) ? true : noWords.has(word) ? false : null;
}

const trueWords = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'true()']);
const falseWords = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'false()']);

/** An expression with words for true and false replaced; everything else is as written. */
export const conditionExpressionOf = (text: string): string =>
  trueWords.has(text) ? 'true()' : falseWords.has(text) ? 'false()' : text;

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
    for (const [name, cell] of this.cells) {
      if (!name.startsWith(`${key}::`)) continue;
      const language = columnLanguageOf(name.slice(key.length + 2));
      // `media::image` is the image and no language of `media`.
      if (language.includes('::')) continue;
      this.taken.add(name);
      words[language] = cell.text;
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
        message: `There are ${more} more problems like these. Correct the first ones and try again.`,
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
