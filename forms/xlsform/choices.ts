import type { ChoiceDefinition, ChoiceList, LocalizedMedia } from '../model/instrument.ts';
import {
  cellAddressOf,
  columnLanguageOf,
  type DiagnosticCollector,
  type KeyedRow,
  type KeyedRowReader,
} from './sheet-cell.ts';
import type { SheetTable } from './table.ts';

/** Meaning of a column of the choices sheet. */
type ChoiceColumn =
  | { readonly kind: 'known' }
  | {
      readonly kind: 'words';
      readonly of: LocalizedColumnKey;
      readonly language: string;
      readonly isNamed: boolean;
    }
  | { readonly kind: 'further' };

const localizedColumnKeys = [
  'label',
  'media::image',
  'media::big-image',
  'media::audio',
  'media::video',
] as const;
type LocalizedColumnKey = (typeof localizedColumnKeys)[number];

const mediaFieldByKey = {
  'media::image': 'image',
  'media::big-image': 'bigImage',
  'media::audio': 'audio',
  'media::video': 'video',
} as const;

/**
 * Create a reader of a choices sheet's rows. All have the same columns, so each column is parsed once. A hundred
 * thousand choices are read as fast as their cells. Text without a language belongs to `unnamedLanguage`.
 */
function createChoiceReader(unnamedLanguage: string): (row: KeyedRow, name: string) => ChoiceDefinition {
  const columns = new Map<string, ChoiceColumn>();
  const columnAt = (key: string): ChoiceColumn => {
    const knownChoiceColumn = columns.get(key) ?? parseChoiceColumn(key, unnamedLanguage);
    columns.set(key, knownChoiceColumn);
    return knownChoiceColumn;
  };
  return (row, name) => {
    const words: Partial<Record<LocalizedColumnKey, Record<string, string>>> = {};
    const further: (readonly [string, string])[] = [];
    for (const [key, { text }] of row.cells) {
      const choiceColumn = columnAt(key);
      if (choiceColumn.kind === 'further') further.push([key, text]);
      else if (choiceColumn.kind === 'words') {
        const byLanguage = (words[choiceColumn.of] ??= {});
        // A named language wins over the column that names none.
        if (choiceColumn.isNamed || byLanguage[choiceColumn.language] === undefined)
          byLanguage[choiceColumn.language] = text;
      }
    }
    const { label, ...files } = words;
    const media = Object.entries(files).map(([key, byLanguage]) => [
      mediaFieldByKey[key as keyof typeof mediaFieldByKey], // the keys of `files` are the same
      byLanguage,
    ]);
    return {
      name,
      ...(label && { label }),
      ...(media.length > 0 && { media: Object.fromEntries(media) }),
      ...(further.length > 0 && { columns: Object.fromEntries(further) }),
    };
  };
}

function parseChoiceColumn(key: string, unnamedLanguage: string): ChoiceColumn {
  if (key === 'list_name' || key === 'name') return { kind: 'known' };
  for (const of of localizedColumnKeys) {
    if (key === of) return { kind: 'words', of, language: unnamedLanguage, isNamed: false };
    const rest = key.startsWith(`${of}::`) ? columnLanguageOf(key.slice(of.length + 2)) : null;
    if (rest !== null && !rest.includes('::')) return { kind: 'words', of, language: rest, isNamed: true };
  }
  return { kind: 'further' };
}

/** A choice with its row, for later checks. */
export interface ChoiceRow {
  readonly row: number;
  readonly choice: ChoiceDefinition;
}

/** Choice lists in the order of their first choices. */
export type ChoiceTable = ReadonlyMap<string, ChoiceRow[]>;

const manyChoicesThreshold = 50_000;

/** Read a sheet of choices. Names are unique in a list unless the settings allow otherwise. */
export function readChoiceTable(
  sheetTable: SheetTable,
  options: { readonly unnamedLanguage: string; readonly allowDuplicates: boolean },
  diagnostics: DiagnosticCollector,
): ChoiceTable {
  const lists = new Map<string, ChoiceRow[]>();
  const seen = new Map<string, Set<string>>();
  checkChoiceColumns(sheetTable, diagnostics);
  if (sheetTable.rows.length > manyChoicesThreshold)
    diagnostics.warning(
      { sheet: sheetTable.sheet },
      'choices.many',
      `This sheet has more than ${manyChoicesThreshold} choices, which makes a form slow. Put long lists in a CSV file and use select_one_from_file.`,
    );
  const hasLabels = sheetTable.columns.some(({ key }) => key === 'label' || key.startsWith('label::'));

  const read = createChoiceReader(options.unnamedLanguage);

  for (const row of sheetTable.rows) {
    const list = row.cells.get('list_name')?.text;
    if (list === undefined) continue;
    const name = row.cells.get('name')?.text;
    if (name === undefined) {
      diagnostics.error(
        cellAddressOf(sheetTable.sheet, row.row, row.cells.get('list_name')),
        'choice.noName',
        'This choice has no name. Write a short code in the column "name".',
      );
      continue;
    }
    const names = seen.get(list) ?? new Set<string>();
    seen.set(list, names);
    if (names.has(name) && !options.allowDuplicates)
      diagnostics.error(
        cellAddressOf(sheetTable.sheet, row.row, row.cells.get('name')),
        'choice.duplicate',
        `The list "${list}" has two choices with the name "${name}". Rename one, or set allow_choice_duplicates to yes on the settings sheet.`,
      );
    names.add(name);
    const choiceDefinition = read(row, name);
    if (hasLabels && !choiceDefinition.label && !choiceDefinition.media)
      diagnostics.warning(
        cellAddressOf(sheetTable.sheet, row.row, row.cells.get('name')),
        'choice.noLabel',
        `The choice "${name}" of the list "${list}" has no label, so its name is shown. Write one in the column "label".`,
      );
    const choiceRows = lists.get(list) ?? [];
    choiceRows.push({ row: row.row, choice: choiceDefinition });
    lists.set(list, choiceRows);
  }
  return lists;
}

/** Files beside a label, by language. */
export function readRowMedia(rowReader: KeyedRowReader): LocalizedMedia | undefined {
  const image = rowReader.words('media::image');
  const bigImage = rowReader.words('media::big-image');
  const audio = rowReader.words('media::audio');
  const video = rowReader.words('media::video');
  if (!image && !bigImage && !audio && !video) return undefined;
  return {
    ...(image && { image }),
    ...(bigImage && { bigImage }),
    ...(audio && { audio }),
    ...(video && { video }),
  };
}

function checkChoiceColumns(sheetTable: SheetTable, diagnostics: DiagnosticCollector): void {
  const has = (key: string): boolean => sheetTable.columns.some((column) => column.key === key);
  const missing = ['list_name', 'name'].filter((key) => !has(key));
  if (sheetTable.rows.length > 0 && missing.length > 0)
    diagnostics.error(
      { sheet: sheetTable.sheet, row: sheetTable.headerRow },
      'header.missing',
      `This sheet has no column ${missing.map((key) => `"${key}"`).join(' and ')}. Choices need the columns list_name, name and label.`,
    );
  for (const { header, letters, isKnown } of sheetTable.columns)
    if (!isKnown && header.includes(' '))
      diagnostics.warning(
        { sheet: sheetTable.sheet, row: sheetTable.headerRow, column: letters },
        'header.space',
        `Choice filters cannot name the column "${header}", because its name has a space. Rename it if a filter needs it.`,
        header.trim().replace(/\s+/g, '_'),
      );
}

/** The list of the instrument. */
export const buildChoiceList = (
  name: string,
  choiceRows: readonly ChoiceRow[],
  file?: string,
): ChoiceList => ({
  name,
  choices: choiceRows.map(({ choice }) => choice),
  ...(file !== undefined && { file }),
});
