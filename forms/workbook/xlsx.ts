import { ok, type Result, refuse } from '#base/result.ts';
import type { Diagnostic } from '../model/instrument.ts';
import { type CellBudget, CellCollector } from './cell-collector.ts';
import { type DateSystem, formatCellDate, formatCellNumber, isDateNumberFormat } from './sheet-cells.ts';
import {
  type ParsedSheet,
  parseCellName,
  refusedWorkbook,
  type SheetRow,
  type Workbook,
  workbookLimits,
} from './workbook.ts';
import { openZipArchive, readXmlPart, type XmlPartRefusal, type ZipArchive } from './xlsx-package.ts';

/** Shared texts of cells; formatted parts of a text are joined and phonetic readings left out. */
function readSharedStrings(
  zipArchive: ZipArchive,
  part: string | null,
): Result<readonly string[], XmlPartRefusal> {
  const strings: string[] = [];
  if (part === null) return ok(strings);
  const richTextCollector = new RichTextCollector();
  let tooMany = false;
  const read = readXmlPart(zipArchive, part, {
    open: (name) => {
      if (name === 'si') richTextCollector.begin();
      else richTextCollector.open(name);
    },
    close(name) {
      richTextCollector.close(name);
      if (name !== 'si') return true;
      strings.push(richTextCollector.end());
      tooMany = strings.length > workbookLimits.cells;
      return !tooMany;
    },
    text: (piece) => richTextCollector.add(piece),
  });
  if (!read.ok) return read;
  return tooMany ? refuse({ kind: 'tooLarge' }) : ok(strings);
}

/** Whether a cell's style shows a date, by its number. */
function readDateStyles(
  zipArchive: ZipArchive,
  part: string | null,
): Result<readonly boolean[], XmlPartRefusal> {
  const styles: boolean[] = [];
  if (part === null) return ok(styles);
  const codes = new Map<number, string>();
  let inCellStyles = false;
  const read = readXmlPart(zipArchive, part, {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles && styles.length < 70_000) {
        const id = Number(attribute('numFmtId') ?? 0);
        styles.push(isDateNumberFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return read.ok ? ok(styles) : read;
}

interface XlsxSheetContext {
  readonly name: string;
  readonly budget: CellBudget;
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly dateBase: DateSystem;
}

interface XlsxSheetContent {
  readonly rows: readonly SheetRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The cells of one sheet. */
function readXlsxSheet(
  zipArchive: ZipArchive,
  part: string,
  xlsxSheetContext: XlsxSheetContext,
): Result<XlsxSheetContent, XmlPartRefusal> {
  const cellCollector = new CellCollector(xlsxSheetContext.name, xlsxSheetContext.budget);
  const inline = new RichTextCollector();
  let row = -1;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let element: 'value' | 'inline' | 'formula' | null = null;
  let hasFormula = false;

  const read = readXmlPart(zipArchive, part, {
    open(name, attribute) {
      if (name === 'row') {
        const number = Number(attribute('r') ?? row + 2);
        row = Number.isInteger(number) && number > 0 ? number - 1 : row + 1;
        column = -1;
      } else if (name === 'c') {
        const named = parseCellName(attribute('r') ?? '');
        column = named ? named.column : column + 1;
        if (named) row = named.row;
        type = attribute('t') ?? 'n';
        style = Number(attribute('s') ?? 0);
        value = '';
        hasFormula = false;
        inline.begin();
      } else if (name === 'v') element = 'value';
      else if (name === 'f') hasFormula = true;
      else if (name === 'is') element = 'inline';
      else if (element === 'inline') inline.open(name);
    },
    close(name) {
      if (element === 'inline') inline.close(name);
      if (name === 'v' || name === 'is') element = null;
      if (name !== 'c') return true;
      const text = type === 'inlineStr' ? inline.end() : xlsxCellText(value, type, style, xlsxSheetContext);
      if (hasFormula && value === '' && type !== 'str')
        cellCollector.warn(
          'cell.notCalculated',
          'This formula was saved without its result and is read as empty. Open the file in a spreadsheet program and save it.',
          row,
          column,
        );
      if (type === 'e')
        cellCollector.warn(
          'cell.error',
          `This cell shows the error ${text}. Correct its formula, or write the text itself.`,
          row,
          column,
        );
      return cellCollector.addCell(row, column, text);
    },
    text(piece) {
      if (element === 'value') value += piece;
      else if (element === 'inline') inline.add(piece);
    },
  });
  if (!read.ok) return read;
  return ok({ rows: cellCollector.rows(), diagnostics: cellCollector.diagnostics });
}

function xlsxCellText(
  value: string,
  type: string,
  style: number,
  xlsxSheetContext: XlsxSheetContext,
): string {
  switch (type) {
    case 's':
      return xlsxSheetContext.strings[Number(value)] ?? '';
    case 'b':
      return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : value.trim() === '' ? '' : 'FALSE';
    case 'n': {
      if (value.trim() === '') return '';
      const number = Number(value);
      if (Number.isNaN(number)) return value;
      return xlsxSheetContext.dateStyles[style]
        ? formatCellDate(number, xlsxSheetContext.dateBase)
        : formatCellNumber(number);
    }
    case 'd':
      return value.replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ').replace(/^(\d{4}-\d{2}-\d{2})$/, '$1 00:00:00');
    case 'str':
      return unescapeXlsxText(value);
    default:
      return value;
  }
}

/** Characters that XML does not allow are written `_x000D_` by spreadsheets. */
const unescapeXlsxText = (text: string): string =>
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
class RichTextCollector {
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
    return unescapeXlsxText(this.text);
  }
}

/** Read an `.xlsx` or `.xlsm`: a zip of XML parts (ECMA-376). Macros and drawings are not read. */
export function readXlsxWorkbook(bytes: Uint8Array, isRead: (sheet: string) => boolean): Workbook {
  const zip = openZipArchive(bytes);
  if (!zip.ok) return refusedXlsxPart(zip.refusal);
  const book = readXlsxBook(zip.value);
  if ('kind' in book) return refusedXlsxPart(book);

  const strings = readSharedStrings(zip.value, book.stringsPart);
  if (!strings.ok) return refusedXlsxPart(strings.refusal);
  const dateStyles = readDateStyles(zip.value, book.stylesPart);
  if (!dateStyles.ok) return refusedXlsxPart(dateStyles.refusal);

  const budget: CellBudget = { left: workbookLimits.cells };
  const parsedSheets: ParsedSheet[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, hidden, part } of book.sheets) {
    if (!isRead(name) && book.sheets.length > 1) {
      parsedSheets.push({ name, hidden, rows: [] });
      continue;
    }
    const read = readXlsxSheet(zip.value, part, {
      name,
      budget,
      strings: strings.value,
      dateStyles: dateStyles.value,
      dateBase: book.dateBase,
    });
    if (!read.ok) return refusedXlsxPart(read.refusal, name);
    parsedSheets.push({ name, hidden, rows: read.value.rows });
    diagnostics.push(...read.value.diagnostics);
  }
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  return { sheets: refused ? [] : parsedSheets, diagnostics };
}

interface XlsxBook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[];
  readonly stringsPart: string | null;
  readonly stylesPart: string | null;
  readonly dateBase: DateSystem;
}

function readXlsxBook(zipArchive: ZipArchive): XlsxBook | XmlPartRefusal {
  const bookPart =
    readPartRelations(zipArchive, '_rels/.rels').find(({ type }) => type.endsWith('/officeDocument'))
      ?.target ?? 'xl/workbook.xml';
  const folder = bookPart.slice(0, bookPart.lastIndexOf('/') + 1);
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let dateBase: DateSystem = 1900;
  const read = readXmlPart(zipArchive, bookPart, {
    open(name, attribute) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attribute('date1904') ?? '')) dateBase = 1904;
      if (name === 'sheet')
        found.push({
          name: attribute('name') ?? '',
          hidden: /idden/.test(attribute('state') ?? ''),
          id: attribute('r:id') ?? attribute(':id') ?? '',
        });
    },
  });
  if (!read.ok) return read.refusal;

  const links = readPartRelations(zipArchive, `${folder}_rels/${bookPart.slice(folder.length)}.rels`);
  const partOf = (target: string): string =>
    target.startsWith('/') ? target.slice(1) : resolvePartPath(folder, target);
  const byId = new Map(links.map((link) => [link.id, partOf(link.target)]));
  const ofType = (end: string): string | null => {
    const link = links.find(({ type }) => type.endsWith(end));
    return link ? partOf(link.target) : null;
  };
  const sheets = found.flatMap(({ name, hidden, id }) => {
    const part = byId.get(id);
    return part === undefined ? [] : [{ name, hidden, part }];
  });
  return { sheets, stringsPart: ofType('/sharedStrings'), stylesPart: ofType('/styles'), dateBase };
}

interface PartRelation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function readPartRelations(zipArchive: ZipArchive, part: string): readonly PartRelation[] {
  const foundPartRelations: PartRelation[] = [];
  readXmlPart(zipArchive, part, {
    open(name, attribute) {
      if (name === 'Relationship' && foundPartRelations.length < workbookLimits.zipEntries)
        foundPartRelations.push({
          id: attribute('Id') ?? '',
          type: attribute('Type') ?? '',
          target: (attribute('Target') ?? '').replace(/^\.\//, ''),
        });
    },
  });
  return foundPartRelations.map((link) =>
    part === '_rels/.rels' ? { ...link, target: link.target.replace(/^\/+/, '') } : link,
  );
}

/** Only the relative paths that such files have: `../sharedStrings.xml`. */
function resolvePartPath(folder: string, target: string): string {
  const parts = folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function refusedXlsxPart(xmlPartRefusal: XmlPartRefusal, sheet?: string): Workbook {
  switch (xmlPartRefusal.kind) {
    case 'tooLarge':
      return refusedWorkbook(
        'workbook.tooLarge',
        'Unpacked, this file is too large for a form. Delete what is not part of the form, and put long choice lists in CSV files.',
        sheet,
      );
    case 'encrypted':
      return refusedWorkbook(
        'workbook.encrypted',
        'This file is protected by a password. Save it without a password and try again.',
        sheet,
      );
    case 'doctype':
      return refusedWorkbook(
        'workbook.doctype',
        'A part of this file has a document type declaration, which spreadsheets never have. Save it again with a spreadsheet program.',
        sheet,
      );
    default:
      return refusedWorkbook(
        'workbook.damaged',
        'This file is damaged. Open it in a spreadsheet program, save it as .xlsx and try again.',
        sheet,
      );
  }
}
