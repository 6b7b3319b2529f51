import { columnLetters, type ParsedSheet } from '../workbook/workbook.ts';
import type { DiagnosticCollector, KeyedRow, SheetCell } from './sheet-cell.ts';

/** The sheet of a name, in any case. The only sheet of a workbook is the survey. */
export function findFormSheet(
  parsedSheets: readonly ParsedSheet[],
  sheetName: FormSheetName,
): ParsedSheet | undefined {
  const foundSheet = parsedSheets.find((sheet) => sheet.name.trim().toLowerCase() === sheetName);
  return (
    foundSheet ??
    (sheetName === 'survey' && parsedSheets.length === 1 && parsedSheets[0]?.rows.length
      ? parsedSheets[0]
      : undefined)
  );
}

/** Sheets with similar names, for suggestions: at most two letters differ. A leading `_` excludes a sheet. */
export function findSimilarSheets(
  parsedSheets: readonly ParsedSheet[],
  sheetName: FormSheetName,
): readonly string[] {
  return parsedSheets
    .map((sheet) => sheet.name)
    .filter((one) => {
      const lower = one.trim().toLowerCase();
      return lower !== sheetName && !lower.startsWith('_') && editDistance(lower, sheetName) <= 2;
    });
}

/** Number of letters to insert, remove or replace to turn one word into the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 40) return 40;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

// Column of a header, by pyxform's rules. Case and spaces do not matter, and old names are accepted. Groups of
// columns are written with `::` (or, when no header of the sheet has one, with `:`).

const sharedHeaderAliases: Readonly<Record<string, string>> = {
  caption: 'label',
  image: 'media::image',
  'big-image': 'media::big-image',
  big_image: 'media::big-image',
  audio: 'media::audio',
  video: 'media::video',
  value: 'name',
};

const headerAliasesBySheet: Readonly<Record<FormSheetName, Readonly<Record<string, string>>>> = {
  survey: {
    ...sharedHeaderAliases,
    command: 'type',
    tag: 'name',
    read_only: 'bind::readonly',
    readonly: 'bind::readonly',
    relevant: 'bind::relevant',
    relevance: 'bind::relevant',
    required: 'bind::required',
    constraint: 'bind::constraint',
    constraining_message: 'bind::jr:constraintMsg',
    constraint_message: 'bind::jr:constraintMsg',
    calculation: 'bind::calculate',
    calculate: 'bind::calculate',
    noapperrorstring: 'bind::jr:noAppErrorString',
    no_app_error_string: 'bind::jr:noAppErrorString',
    requiredmsg: 'bind::jr:requiredMsg',
    required_message: 'bind::jr:requiredMsg',
    save_to: 'bind::entities:saveto',
    appearance: 'control::appearance',
    count: 'control::jr:count',
    repeat_count: 'control::jr:count',
    'jr:count': 'control::jr:count',
    autoplay: 'control::autoplay',
    rows: 'control::rows',
    body: 'control',
    compact_tag: 'instance::odk:tag',
  },
  choices: sharedHeaderAliases,
  external_choices: sharedHeaderAliases,
  osm: sharedHeaderAliases,
  settings: {
    form_title: 'title',
    set_form_title: 'title',
    form_id: 'id_string',
    set_form_id: 'id_string',
    prefix: 'compact_prefix',
    delimiter: 'compact_delimiter',
  },
  entities: { list_name: 'dataset' },
};

const knownColumnsBySheet: Readonly<Record<FormSheetName, ReadonlySet<string>>> = {
  survey: new Set(
    'type name label hint guidance_hint default bind control media instance parameters choice_filter trigger intent disabled list_name fieldbook sms_field sms_option'.split(
      ' ',
    ),
  ),
  choices: new Set(['list_name', 'name', 'label', 'media', 'fieldbook']),
  external_choices: new Set(['list_name', 'name', 'label', 'media', 'fieldbook']),
  osm: new Set(['list_name', 'name', 'label']),
  settings: new Set(
    'title id_string name version default_language instance_name instance_id style public_key submission_url auto_send auto_delete allow_choice_duplicates clean_text_values client_editable omit_instanceid attribute namespaces instance_xmlns flat sms_keyword fieldbook'.split(
      ' ',
    ),
  ),
  entities: new Set(['dataset', 'label', 'entity_id', 'create_if', 'update_if', 'repeat', 'fieldbook']),
};

interface HeaderMeaning {
  /** Canonical: `bind::relevant`, `label::French (fr)`; unknown columns keep their own name. */
  readonly key: string;
  readonly isKnown: boolean;
  /** True when it was written under another name than the canonical one. */
  readonly isAlias: boolean;
}

/** Lower case, words joined by `_`: columns and types are compared in this form. */
export const toSnakeCase = (text: string): string => text.trim().split(/\s+/).join('_').toLowerCase();

/**
 * Parse a header of a sheet.
 * @param usesDoubleColon whether some header of the sheet has `::`
 */
export function parseColumnHeader(
  header: string,
  sheetName: FormSheetName,
  usesDoubleColon: boolean,
): HeaderMeaning {
  const plain = toSnakeCase(header);
  const whole = headerAliasesBySheet[sheetName][plain];
  if (whole === undefined && knownColumnsBySheet[sheetName].has(plain))
    return { key: plain, isKnown: true, isAlias: plain !== header };

  const tokens = splitColumnHeader(header, usesDoubleColon);
  const first = toSnakeCase(tokens[0] ?? '');
  const alias = headerAliasesBySheet[sheetName][first];
  const rest = tokens.slice(1);
  if (alias !== undefined) return { key: [alias, ...rest].join('::'), isKnown: true, isAlias: true };
  if (knownColumnsBySheet[sheetName].has(first))
    return { key: [first, ...rest].join('::'), isKnown: true, isAlias: first !== tokens[0] };
  // Unknown columns keep their case: filters of choices use it.
  return { key: tokens.join('::'), isKnown: false, isAlias: false };
}

function splitColumnHeader(header: string, usesDoubleColon: boolean): readonly string[] {
  if (usesDoubleColon || header.includes('::')) return header.split('::').map((token) => token.trim());
  const tokens = header.split(':').map((token) => token.trim());
  const at = tokens.indexOf('jr');
  // `jr:constraintMsg` is one name, with anything around it.
  return at >= 0 && at + 1 < tokens.length
    ? [...tokens.slice(0, at), `jr:${tokens[at + 1] ?? ''}`, ...tokens.slice(at + 2)]
    : tokens;
}

export type FormSheetName = 'survey' | 'choices' | 'settings' | 'external_choices' | 'entities' | 'osm';

interface SheetColumn {
  readonly key: string;
  readonly header: string;
  readonly letters: string;
  readonly isKnown: boolean;
}

/** A sheet with parsed columns. */
export interface SheetTable {
  /** As the author spells it. */
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly KeyedRow[];
}

// Content after this number of empty rows is no part of the form: notes, calculations, forgotten cells.
const maximumEmptyRows = 60;

/** Cleaning of texts: straight quotes always; in the survey runs of spaces become one. */
interface TextCleaning {
  readonly quotes: boolean;
  readonly spaces: boolean;
}

/** Parse the columns of a sheet from its first row. */
export function readSheetTable(
  parsedSheet: ParsedSheet,
  sheetName: FormSheetName,
  textCleaning: TextCleaning,
  diagnostics: DiagnosticCollector,
): SheetTable {
  const [head, ...sheetRows] = parsedSheet.rows;
  const headerRow = head?.row ?? 1;
  const sheetColumns = readSheetColumns(
    parsedSheet.name,
    headerRow,
    head?.cells ?? [],
    sheetName,
    diagnostics,
  );
  const foundRows: KeyedRow[] = [];
  let last = headerRow;
  for (const { row, cells } of sheetRows) {
    if (row - last > maximumEmptyRows) {
      diagnostics.warning(
        { sheet: parsedSheet.name, row },
        'rows.afterGap',
        `Rows below ${maximumEmptyRows} empty rows are not read. Move them up if they belong to the form.`,
      );
      break;
    }
    const byKey = new Map<string, SheetCell>();
    for (const [index, sheetColumn] of sheetColumns.entries()) {
      if (!sheetColumn) continue;
      const text = cleanCellText(cells[index] ?? '', textCleaning);
      if (text !== '')
        byKey.set(sheetColumn.key, { text, column: sheetColumn.letters, header: sheetColumn.header });
    }
    if (cells.some((cell) => cell.trim() !== '')) last = row;
    if (byKey.size > 0) foundRows.push({ row, cells: byKey });
  }
  return {
    sheet: parsedSheet.name,
    headerRow,
    columns: sheetColumns.filter((column) => column !== null),
    rows: foundRows,
  };
}

function readSheetColumns(
  sheet: string,
  row: number,
  cells: readonly string[],
  sheetName: FormSheetName,
  diagnostics: DiagnosticCollector,
): readonly (SheetColumn | null)[] {
  const headers = cells.map((cell) => cell.replaceAll('\u00a0', ' ').trim());
  const usesDoubleColon = headers.some((header) => header.includes('::'));
  const byKey = new Map<string, string>();
  return headers.map((header, index) => {
    if (header === '') return null;
    const letters = columnLetters(index);
    const cellAddress = { sheet, row, column: letters };
    const headerMeaning = parseColumnHeader(header, sheetName, usesDoubleColon);
    const other = byKey.get(headerMeaning.key);
    if (other === header) {
      diagnostics.error(
        cellAddress,
        'header.duplicate',
        `The column "${header}" is there twice. Delete or rename one of them.`,
      );
      return null;
    }
    if (sheetName === 'settings' && headerMeaning.key === 'id_string' && other !== undefined) {
      diagnostics.warning(
        cellAddress,
        'settings.twoIds',
        `"${header}" and "${other}" both name the form's id; "form_id" is read. Delete the other.`,
      );
      if (header !== 'form_id') return null;
    } else if (other !== undefined && headerMeaning.isAlias) {
      diagnostics.error(
        cellAddress,
        'header.sameColumn',
        `"${header}" and "${other}" are two names of the same column. Rename or delete one of them.`,
      );
      return null;
    }
    if (other !== undefined && headerMeaning.key !== 'id_string')
      diagnostics.warning(
        cellAddress,
        'header.sameColumn',
        `"${header}" and "${other}" are two names of the same column; "${header}" is read. Delete the other.`,
      );
    const [beforeColon = ''] = header.split(':');
    if (
      !headerMeaning.isKnown &&
      usesDoubleColon &&
      header.includes(':') &&
      parseColumnHeader(beforeColon, sheetName, true).isKnown
    )
      diagnostics.warning(
        cellAddress,
        'header.singleColon',
        `"${header}" is not understood, because other columns of this sheet are written with "::".`,
        header.replace(/:+/, '::'),
      );
    byKey.set(headerMeaning.key, header);
    return { key: headerMeaning.key, header, letters, isKnown: headerMeaning.isKnown };
  });
}

const straightQuoteByCurly: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
};

function cleanCellText(text: string, { quotes, spaces }: TextCleaning): string {
  let clean = text.replaceAll('\u00a0', ' ').trim();
  if (spaces) clean = clean.replace(/ {2,}/g, ' ');
  return quotes
    ? clean.replace(/[\u2018\u2019\u201c\u201d]/g, (quote) => straightQuoteByCurly[quote] ?? quote)
    : clean;
}
