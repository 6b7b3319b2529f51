import { columnLetters, type Sheet } from '../workbook/workbook.ts';
import type { Cell, CellRow } from './cells.ts';
import type { Complaints } from './complaints.ts';
import { headerMeaning } from './headers.ts';

export type SheetName = 'survey' | 'choices' | 'settings' | 'external_choices' | 'entities' | 'osm';

export interface Column {
  readonly key: string;
  readonly header: string;
  readonly letters: string;
  readonly isKnown: boolean;
}

/** A sheet with its columns understood. */
export interface Table {
  /** As the author spells it. */
  readonly sheet: string;
  readonly headerRow: number;
  readonly columns: readonly Column[];
  readonly rows: readonly CellRow[];
}

// Below so many empty rows nothing belongs to the form any more: notes, calculations, forgotten cells.
const emptyRowsThatEnd = 60;

/** How texts are cleaned: straight quotes always; in the survey runs of spaces become one. */
export interface Cleaning {
  readonly quotes: boolean;
  readonly spaces: boolean;
}

/** Understands the columns of a sheet by its first row. */
export function tableOf(sheet: Sheet, name: SheetName, cleaning: Cleaning, complaints: Complaints): Table {
  const [head, ...rows] = sheet.rows;
  const headerRow = head?.row ?? 1;
  const columns = columnsOf(sheet.name, headerRow, head?.cells ?? [], name, complaints);
  const found: CellRow[] = [];
  let last = headerRow;
  for (const { row, cells } of rows) {
    if (row - last > emptyRowsThatEnd) {
      complaints.warning(
        { sheet: sheet.name, row },
        'rows.afterGap',
        `What stands below ${emptyRowsThatEnd} empty rows is not read. Move it up if it belongs to the form.`,
      );
      break;
    }
    const byKey = new Map<string, Cell>();
    for (const [index, column] of columns.entries()) {
      if (!column) continue;
      const text = cleaned(cells[index] ?? '', cleaning);
      if (text !== '') byKey.set(column.key, { text, column: column.letters, header: column.header });
    }
    if (cells.some((cell) => cell.trim() !== '')) last = row;
    if (byKey.size > 0) found.push({ row, cells: byKey });
  }
  return { sheet: sheet.name, headerRow, columns: columns.filter((column) => column !== null), rows: found };
}

function columnsOf(
  sheet: string,
  row: number,
  cells: readonly string[],
  name: SheetName,
  complaints: Complaints,
): readonly (Column | null)[] {
  const headers = cells.map((cell) => cell.replaceAll('\u00a0', ' ').trim());
  const usesDoubleColon = headers.some((header) => header.includes('::'));
  const byKey = new Map<string, string>();
  return headers.map((header, index) => {
    if (header === '') return null;
    const letters = columnLetters(index);
    const place = { sheet, row, column: letters };
    const meaning = headerMeaning(header, name, usesDoubleColon);
    const other = byKey.get(meaning.key);
    if (other === header) {
      complaints.error(
        place,
        'header.duplicate',
        `The column "${header}" is there twice. Delete or rename one of them.`,
      );
      return null;
    }
    if (name === 'settings' && meaning.key === 'id_string' && other !== undefined) {
      complaints.warning(
        place,
        'settings.twoIds',
        `"${header}" and "${other}" both name the form's id; "form_id" is read. Delete the other.`,
      );
      if (header !== 'form_id') return null;
    } else if (other !== undefined && meaning.isAlias) {
      complaints.error(
        place,
        'header.sameColumn',
        `"${header}" and "${other}" are two names of the same column. Rename or delete one of them.`,
      );
      return null;
    }
    if (other !== undefined && meaning.key !== 'id_string')
      complaints.warning(
        place,
        'header.sameColumn',
        `"${header}" and "${other}" are two names of the same column; "${header}" is read. Delete the other.`,
      );
    const [beforeColon = ''] = header.split(':');
    if (
      !meaning.isKnown &&
      usesDoubleColon &&
      header.includes(':') &&
      headerMeaning(beforeColon, name, true).isKnown
    )
      complaints.warning(
        place,
        'header.singleColon',
        `"${header}" is not understood, because other columns of this sheet are written with "::".`,
        header.replace(/:+/, '::'),
      );
    byKey.set(meaning.key, header);
    return { key: meaning.key, header, letters, isKnown: meaning.isKnown };
  });
}

const curly: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
};

function cleaned(text: string, { quotes, spaces }: Cleaning): string {
  let clean = text.replaceAll('\u00a0', ' ').trim();
  if (spaces) clean = clean.replace(/ {2,}/g, ' ');
  return quotes ? clean.replace(/[\u2018\u2019\u201c\u201d]/g, (quote) => curly[quote] ?? quote) : clean;
}
