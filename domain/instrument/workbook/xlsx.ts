import type { Diagnostic } from '../import/diagnostic.ts';
import type { CellBudget } from './cell-collector.ts';
import type { DateBase } from './number-text.ts';
import { limits, isFormSheet, refusedWorkbook, type Sheet, type Workbook } from './workbook.ts';
import { readSharedStrings, readDateStyles, readSheet } from './xlsx-parts.ts';
import { readXmlPart, type XmlRefusal } from './xml-part.ts';
import { openZip, type Zip } from './zip.ts';

/** Reads an `.xlsx` or `.xlsm`: a zip of XML parts (ECMA-376). Macros, drawings and other sheets are not looked at. */
export function readXlsx(bytes: Uint8Array): Workbook {
  const zip = openZip(bytes);
  if (!zip.ok) return refusedPart(zip.refusal);
  const book = readBook(zip.value);
  if ('kind' in book) return refusedPart(book);

  const strings = readSharedStrings(zip.value, book.stringsPart);
  if (!strings.ok) return refusedPart(strings.refusal);
  const dateStyles = readDateStyles(zip.value, book.stylesPart);
  if (!dateStyles.ok) return refusedPart(dateStyles.refusal);

  const budget: CellBudget = { left: limits.cells };
  const sheets: Sheet[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, hidden, part } of book.sheets) {
    if (!isFormSheet(name) && book.sheets.length > 1) {
      sheets.push({ name, hidden, rows: [] });
      continue;
    }
    const read = readSheet(zip.value, part, {
      name,
      budget,
      strings: strings.value,
      dateStyles: dateStyles.value,
      dateBase: book.dateBase,
    });
    if (!read.ok) return refusedPart(read.refusal, name);
    sheets.push({ name, hidden, rows: read.value.rows });
    diagnostics.push(...read.value.diagnostics);
  }
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  return { sheets: refused ? [] : sheets, diagnostics };
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[];
  readonly stringsPart: string | null;
  readonly stylesPart: string | null;
  readonly dateBase: DateBase;
}

function readBook(zip: Zip): Book | XmlRefusal {
  const bookPart =
    relations(zip, '_rels/.rels').find(({ type }) => type.endsWith('/officeDocument'))?.target ??
    'xl/workbook.xml';
  const folder = bookPart.slice(0, bookPart.lastIndexOf('/') + 1);
  const found: { name: string; hidden: boolean; id: string }[] = [];
  let dateBase: DateBase = 1900;
  const read = readXmlPart(zip, bookPart, {
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

  const links = relations(zip, `${folder}_rels/${bookPart.slice(folder.length)}.rels`);
  const partOf = (target: string): string =>
    target.startsWith('/') ? target.slice(1) : resolve(folder, target);
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

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

function relations(zip: Zip, part: string): readonly Relation[] {
  const found: Relation[] = [];
  readXmlPart(zip, part, {
    open(name, attribute) {
      if (name === 'Relationship' && found.length < limits.zipEntries)
        found.push({
          id: attribute('Id') ?? '',
          type: attribute('Type') ?? '',
          target: (attribute('Target') ?? '').replace(/^\.\//, ''),
        });
    },
  });
  return found.map((link) =>
    part === '_rels/.rels' ? { ...link, target: link.target.replace(/^\/+/, '') } : link,
  );
}

/** Only the relative paths that such files have: `../sharedStrings.xml`. */
function resolve(folder: string, target: string): string {
  const parts = folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function refusedPart(refusal: XmlRefusal, sheet?: string): Workbook {
  switch (refusal.kind) {
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
        'A part of this file has a document type declaration, which spreadsheets never have. Save it anew with a spreadsheet program.',
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
