import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Diagnostic } from '../import/diagnostic.ts';
import { CellCollector, type CellBudget } from './cell-collector.ts';
import { dateText, isDateFormat, numberText, type DateBase } from './number-text.ts';
import { cellPlace, limits, type SheetRow } from './workbook.ts';
import { readXmlPart, type XmlRefusal } from './xml-part.ts';
import type { Zip } from './zip.ts';

/** The texts that cells share, formatted parts of a text joined and readings of foreign scripts left out. */
export function readSharedStrings(zip: Zip, part: string | null): Result<readonly string[], XmlRefusal> {
  const strings: string[] = [];
  if (part === null) return ok(strings);
  const text = new RichText();
  let tooMany = false;
  const read = readXmlPart(zip, part, {
    open: (name) => {
      if (name === 'si') text.begin();
      else text.open(name);
    },
    close(name) {
      text.close(name);
      if (name !== 'si') return true;
      strings.push(text.end());
      tooMany = strings.length > limits.cells;
      return !tooMany;
    },
    text: (piece) => text.add(piece),
  });
  if (!read.ok) return read;
  return tooMany ? refuse({ kind: 'tooLarge' }) : ok(strings);
}

/** By the number of a cell's style: does it show a date? */
export function readDateStyles(zip: Zip, part: string | null): Result<readonly boolean[], XmlRefusal> {
  const styles: boolean[] = [];
  if (part === null) return ok(styles);
  const codes = new Map<number, string>();
  let inCellStyles = false;
  const read = readXmlPart(zip, part, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles && styles.length < 70_000) {
        const id = Number(attribute('numFmtId') ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return read.ok ? ok(styles) : read;
}

export interface SheetContext {
  readonly name: string;
  readonly budget: CellBudget;
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly dateBase: DateBase;
}

export interface SheetContent {
  readonly rows: readonly SheetRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The cells of one sheet. */
export function readSheet(zip: Zip, part: string, context: SheetContext): Result<SheetContent, XmlRefusal> {
  const collector = new CellCollector(context.name, context.budget);
  const inline = new RichText();
  let row = -1;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let place: 'value' | 'inline' | 'formula' | null = null;
  let hasFormula = false;

  const read = readXmlPart(zip, part, {
    open(name, attribute) {
      if (name === 'row') {
        const number = Number(attribute('r') ?? row + 2);
        row = Number.isInteger(number) && number > 0 ? number - 1 : row + 1;
        column = -1;
      } else if (name === 'c') {
        const named = cellPlace(attribute('r') ?? '');
        column = named ? named.column : column + 1;
        if (named) row = named.row;
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        value = '';
        hasFormula = false;
        inline.begin();
      } else if (name === 'v') place = 'value';
      else if (name === 'f') hasFormula = true;
      else if (name === 'is') place = 'inline';
      else if (place === 'inline') inline.open(name);
    },
    close(name) {
      if (place === 'inline') inline.close(name);
      if (name === 'v' || name === 'is') place = null;
      if (name !== 'c') return true;
      const text = type === 'inlineStr' ? inline.end() : cellText(value, type, style, context);
      if (hasFormula && value === '' && type !== 'str')
        collector.warn(
          'cell.notCalculated',
          'This formula was saved without its result and is read as empty. Open the file in a spreadsheet program and save it.',
          row,
          column,
        );
      if (type === 'e')
        collector.warn(
          'cell.error',
          `This cell shows the error ${text}. Mend its formula, or write the text itself.`,
          row,
          column,
        );
      return collector.put(row, column, text);
    },
    text(piece) {
      if (place === 'value') value += piece;
      else if (place === 'inline') inline.add(piece);
    },
  });
  if (!read.ok) return read;
  return ok({ rows: collector.rows(), diagnostics: collector.diagnostics });
}

function cellText(value: string, type: string, style: number, context: SheetContext): string {
  switch (type) {
    case 's':
      return context.strings[Number(value)] ?? '';
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : value.trim() === '' ? '' : 'FALSE';
    case 'n': {
      if (value.trim() === '') return '';
      const number = Number(value);
      if (Number.isNaN(number)) return value;
      return context.dateStyles[style] ? dateText(number, context.dateBase) : numberText(number);
    }
    case 'd':
      return value.replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ').replace(/^(\d{4}-\d{2}-\d{2})$/, '$1 00:00:00');
    case 'str':
      return unescaped(value);
    default:
      return value;
  }
}

/** Characters that XML does not allow are written `_x000D_` by spreadsheets. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
        const point = Number.parseInt(code, 16);
        return point === 0x0d
          ? ''
          : point >= 0x20 || point === 0x0a || point === 0x09
            ? String.fromCharCode(point)
            : '';
      })
    : text;

/** Text in runs of different looks; only `t` counts, and not within a phonetic reading (`rPh`). */
class RichText {
  private text = '';
  private inText = false;
  private inReading = false;

  begin(): void {
    this.text = '';
    this.inText = false;
    this.inReading = false;
  }
  open(name: string): void {
    if (name === 't') this.inText = true;
    if (name === 'rPh') this.inReading = true;
  }
  close(name: string): void {
    if (name === 't') this.inText = false;
    if (name === 'rPh') this.inReading = false;
  }
  add(piece: string): void {
    if (this.inText && !this.inReading) this.text += piece;
  }
  end(): string {
    return unescaped(this.text);
  }
}
