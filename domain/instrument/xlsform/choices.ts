import type { Choice, ChoiceList, Media } from '../instrument.ts';
import type { RowReader } from './cells.ts';
import { choiceReader } from './choice-columns.ts';
import { placeOf, type Complaints } from './complaints.ts';
import type { Table } from './table.ts';

/** A choice with the row it stands in, for what is checked later. */
export interface ChoiceRow {
  readonly row: number;
  readonly choice: Choice;
}

/** Choice lists in the order of their first choices. */
export type ChoiceTable = ReadonlyMap<string, ChoiceRow[]>;

const manyChoices = 50_000;

/** Reads a sheet of choices. Names are unique in a list unless the settings allow otherwise. */
export function readChoices(
  table: Table,
  options: { readonly unnamedLanguage: string; readonly allowDuplicates: boolean },
  complaints: Complaints,
): ChoiceTable {
  const lists = new Map<string, ChoiceRow[]>();
  const seen = new Map<string, Set<string>>();
  checkColumns(table, complaints);
  if (table.rows.length > manyChoices)
    complaints.warning(
      { sheet: table.sheet },
      'choices.many',
      `This sheet has more than ${manyChoices} choices, which makes a form slow. Put long lists in a CSV file and use select_one_from_file.`,
    );
  const hasLabels = table.columns.some(({ key }) => key === 'label' || key.startsWith('label::'));

  const read = choiceReader(options.unnamedLanguage);

  for (const row of table.rows) {
    const list = row.cells.get('list_name')?.text;
    if (list === undefined) continue;
    const name = row.cells.get('name')?.text;
    if (name === undefined) {
      complaints.error(
        placeOf(table.sheet, row.row, row.cells.get('list_name')),
        'choice.noName',
        'This choice has no name. Write a short code in the column "name".',
      );
      continue;
    }
    const names = seen.get(list) ?? new Set<string>();
    seen.set(list, names);
    if (names.has(name) && !options.allowDuplicates)
      complaints.error(
        placeOf(table.sheet, row.row, row.cells.get('name')),
        'choice.duplicate',
        `The list "${list}" has two choices with the name "${name}". Rename one, or set allow_choice_duplicates to yes on the settings sheet.`,
      );
    names.add(name);
    const choice = read(row, name);
    if (hasLabels && !choice.label && !choice.media)
      complaints.warning(
        placeOf(table.sheet, row.row, row.cells.get('name')),
        'choice.noLabel',
        `The choice "${name}" of the list "${list}" has no label, so its name is shown. Write one in the column "label".`,
      );
    const rows = lists.get(list) ?? [];
    rows.push({ row: row.row, choice });
    lists.set(list, rows);
  }
  return lists;
}

/** Files beside a label, by language. */
export function readMedia(reader: RowReader): Media | undefined {
  const image = reader.words('media::image');
  const bigImage = reader.words('media::big-image');
  const audio = reader.words('media::audio');
  const video = reader.words('media::video');
  if (!image && !bigImage && !audio && !video) return undefined;
  return {
    ...(image && { image }),
    ...(bigImage && { bigImage }),
    ...(audio && { audio }),
    ...(video && { video }),
  };
}

function checkColumns(table: Table, complaints: Complaints): void {
  const has = (key: string): boolean => table.columns.some((column) => column.key === key);
  const missing = ['list_name', 'name'].filter((key) => !has(key));
  if (table.rows.length > 0 && missing.length > 0)
    complaints.error(
      { sheet: table.sheet, row: table.headerRow },
      'header.missing',
      `This sheet has no column ${missing.map((key) => `"${key}"`).join(' and ')}. Choices need the columns list_name, name and label.`,
    );
  for (const { header, letters, isKnown } of table.columns)
    if (!isKnown && header.includes(' '))
      complaints.warning(
        { sheet: table.sheet, row: table.headerRow, column: letters },
        'header.space',
        `Choice filters cannot ask for the column "${header}", because its name has a space.`,
        header.trim().replace(/\s+/g, '_'),
      );
}

/** The list as the instrument has it. */
export const choiceListOf = (name: string, rows: readonly ChoiceRow[], file?: string): ChoiceList => ({
  name,
  choices: rows.map(({ choice }) => choice),
  ...(file !== undefined && { file }),
});
